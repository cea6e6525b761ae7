#!/usr/bin/perl
# An SMSC of the Perl library Net::SMPP: lets one account bind as a transceiver, answers each submit and sends its receipt.
# Arguments: port, system_id, password. Serves connections one after the other until it is killed.
use strict;
use warnings;
use Net::SMPP;

my ($port, $system_id, $password) = @ARGV;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => $port, smpp_version => 0x34)
    or die "cannot listen on $port\n";
$| = 1;
print "listening\n";

my $next = 1000;
while (1) {
    my $smpp = $listener->accept() or next;
    serve($smpp);
    $smpp->close();
}

sub serve {
    my ($smpp) = @_;
    my @owed;
    while (my $pdu = $smpp->read_pdu()) {
        if ($pdu->{cmd} == Net::SMPP::CMD_bind_transceiver) {
            my $good = $pdu->{system_id} eq $system_id && $pdu->{password} eq $password;
            $smpp->bind_transceiver_resp(
                seq       => $pdu->{seq},
                system_id => 'perl',
                status    => $good ? 0 : 0x0e,
            );
            return if !$good;
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_submit_sm) {
            my $id = $next++;
            $smpp->submit_sm_resp(seq => $pdu->{seq}, status => 0, message_id => $id);
            next if !($pdu->{registered_delivery} & 1);
            $smpp->deliver_sm(
                async            => 1,
                source_addr      => $pdu->{destination_addr},
                source_addr_ton  => $pdu->{dest_addr_ton},
                source_addr_npi  => $pdu->{dest_addr_npi},
                destination_addr => $pdu->{source_addr},
                dest_addr_ton    => $pdu->{source_addr_ton},
                dest_addr_npi    => $pdu->{source_addr_npi},
                esm_class        => 0x04,
                short_message    =>
                    "id:$id sub:001 dlvrd:001 submit date:2611300900 done date:2611300901 stat:DELIVRD err:000 text:",
            );
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_enquire_link) {
            $smpp->enquire_link_resp(seq => $pdu->{seq});
        }
        elsif ($pdu->{cmd} == Net::SMPP::CMD_unbind) {
            $smpp->unbind_resp(seq => $pdu->{seq});
            return;
        }
    }
}
