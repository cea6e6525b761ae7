#!/usr/bin/perl
# A client of the Perl library Net::SMPP: binds as a transceiver, submits, waits for every receipt, unbinds.
# Arguments: port, system_id, password, number of messages. Prints one JSON object; exit code 1 when the bind is refused.
use strict;
use warnings;
use Net::SMPP;

my ($port, $system_id, $password, $count) = @ARGV;
local $SIG{ALRM} = sub { die "no end within 40 s\n" };
alarm 40;

my ($smpp, $bound) = Net::SMPP->new_transceiver(
    '127.0.0.1',
    port         => $port,
    smpp_version => 0x34,
    system_id    => $system_id,
    password     => $password,
);
die "no connection\n" if !defined $smpp;
if ($bound->{status} != 0) {
    printf qq({"bind":%d}\n), $bound->{status};
    exit 1;
}

my (%waiting, %submitted, %delivered);
my $refused = 0;
for my $i (1 .. $count) {
    my $ucs2 = $i % 5 == 0;
    my $seq  = $smpp->submit_sm(
        async               => 1,
        source_addr         => '021000000',
        destination_addr    => sprintf('98912%07d', $i),
        dest_addr_ton       => 1,
        dest_addr_npi       => 1,
        registered_delivery => 1,
        data_coding         => $ucs2 ? 8 : 0,
        # The Persian word for "hello", big endian.
        short_message => $ucs2 ? pack('n*', 0x633, 0x644, 0x627, 0x645, 0x30 + $i % 10) : "message $i",
    );
    $waiting{$seq} = 1;
}

my $alive = $smpp->enquire_link(async => 1);
my $asked = 0;
while (%waiting || keys %delivered < keys %submitted || !$asked) {
    my $pdu = $smpp->read_pdu() or die "connection lost\n";
    if ($pdu->{cmd} == Net::SMPP::CMD_submit_sm_resp) {
        delete $waiting{ $pdu->{seq} };
        if ($pdu->{status} == 0) { $submitted{ $pdu->{message_id} } = 1 }
        else                     { $refused++ }
    }
    elsif ($pdu->{cmd} == Net::SMPP::CMD_deliver_sm) {
        $smpp->deliver_sm_resp(seq => $pdu->{seq}, message_id => '');
        $delivered{$1} = $2 if $pdu->{short_message} =~ /^id:(\S+) .*stat:(\w+)/;
    }
    elsif ($pdu->{cmd} == Net::SMPP::CMD_enquire_link_resp) {
        $asked = 1;
    }
    elsif ($pdu->{cmd} == Net::SMPP::CMD_enquire_link) {
        $smpp->enquire_link_resp(seq => $pdu->{seq});
    }
}
my $ended = $smpp->unbind();
my $known = grep { exists $submitted{$_} } keys %delivered;
my $good  = grep { $_ eq 'DELIVRD' } values %delivered;
printf qq({"bind":0,"submitted":%d,"refused":%d,"receipts":%d,"delivered":%d,"unbind":%d}\n),
    scalar keys %submitted, $refused, $known, $good, defined $ended ? $ended->{status} : -1;
