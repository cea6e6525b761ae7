import type { LabelledTexts } from "../labelled-texts.js";

/**
 * A hundred Turkish texts labelled by tr.md §3, written from the domain before the rules of content were: what informs
 * customers and staff, and what markets, with the traps (texts without Turkish letters, Cyrillic look-alikes, an
 * invoice that mentions a discount). Numbers and names are made up. The rules were changed with all of
 * them in view, so what the bench reports of these is agreement, not a forecast.
 */
export const labelledTexts: LabelledTexts = {
  otp: [
    "Doğrulama kodunuz: 482913. Kodu kimseyle paylaşmayın.",
    "Giris sifreniz 7741. 3 dakika gecerlidir.",
    "Örnek Market üyelik onay kodu: 55120",
    "Tek kullanımlık şifreniz 903312. Bu işlemi siz yapmadıysanız 08504802220 numarasını arayın.",
  ],
  bank_transaction: [
    "1234 nolu hesabınıza 2.500,00 TL EFT gelmiştir. Bakiye: 7.310,45 TL",
    "4471 ile biten kartınızla 12.11.2026 14:20'de 349,90 TL harcama yapıldı.",
    "Kredi kartı ekstreniz kesildi. Borç: 4.210 TL, son ödeme tarihi 25.11.2026",
    "Hesabınızdan 150 TL otomatik fatura ödemesi yapıldı.",
  ],
  order_status: [
    "7731 numaralı siparişiniz alındı, hazırlanıyor.",
    "Siparişiniz bugün 16:00-19:00 arasında teslim edilecektir.",
    "Siparisiniz iptal edildi, ucret iadeniz 3 is gunu icinde hesabiniza yapilacaktir.",
    "Faturanız düzenlendi: ara toplam 1.200 TL, indirim 100 TL, ödenecek tutar 1.100 TL. Fatura no 5520",
    "İade talebiniz onaylandı. Talep no: 90210",
  ],
  tracking_code: [
    "Kargonuz yola çıktı. Takip no: 219900345500. kargo.example.com.tr",
    "Kargonuz Kadıköy şubesine ulaştı, takip kodu 7712",
    "Gonderiniz dagitima cikti, teslimat kodu 4410",
  ],
  payment_reminder: [
    "Elektrik faturanızın son ödeme günü 18.12.2026, tutar 312,40 TL.",
    "Sayın abonemiz, Kasım ayı aidat borcunuz 650 TL'dir. Son gün 5 Aralık.",
    "Taksit ödemenizin vadesi yarın doluyor. Tutar: 1.750 TL",
    "Gecikmiş 890 TL borcunuz bulunmaktadır, ödeme için muhasebe ile görüşünüz.",
  ],
  appointment_reminder: [
    "Dr. Ahmet Kaya ile randevunuz yarın saat 17:30'dadır.",
    "Randevu hatırlatma: 20.12.2026 09:00 Göz Polikliniği. İptal için 1 yazıp gönderin.",
    "Aracınızın muayene tarihi 12 Ocak'ta doluyor.",
    "Kuaför randevunuz bugün 15:00. Değişiklik için 02123334455",
    "Trafik sigortanızın bitiş tarihi 01.12.2026'dır.",
  ],
  service_change: [
    "Planlı bakım nedeniyle yarın 02:00-05:00 arasında internet hizmeti verilemeyecektir.",
    "Şubemizin çalışma saatleri pazartesiden itibaren 09:00-17:00 olacaktır.",
    "Adresimiz değişti: Atatürk Cad. No 12. Yeni telefonumuz 02124445566",
    "Aboneliğinizin tarifesi sözleşmenize göre 1 Ocak'tan itibaren değişecektir.",
  ],
  school_notice: [
    "Sayın veli, veli toplantısı çarşamba saat 16:00'da okulumuzda yapılacaktır.",
    "Fizik sınavı 25 Aralık saat 10:00'a ertelenmiştir.",
    "Öğrenciniz bugün ilk ders devamsızdır.",
    "Matematik dersi pazartesi 10:00'da 204 nolu derslikte.",
  ],
  staff_information: [
    "Personel toplantısı pazartesi 09:30'da 3. kat salonunda.",
    "Maaş ödemeleriniz hesaplarınıza yapılmıştır. İnsan Kaynakları",
    "Yarın vardiya değişimi: gece ekibi 22:00'de fabrikada olacaktır.",
    "Servis saatleri kış boyunca 07:15 olarak güncellendi.",
  ],
  survey: [
    "Bugünkü görüşmenizi 1-5 arası puanlayıp yanıtlayın.",
    "Hizmetimizden memnun kaldınız mı? E veya H yazıp gönderin.",
    "Müşteri memnuniyeti anketi: 7731 nolu siparişinizi değerlendirin anket.example.com/7731",
  ],
  security_notice: [
    "Hesabınıza yeni bir cihazdan giriş yapıldı. Siz değilseniz şifrenizi değiştirin.",
    "Şifreniz başarıyla değiştirildi.",
    "Dolandırıcılara dikkat: bankamız sizden asla SMS ile şifre istemez.",
  ],
  confirmation: [
    "Rezervasyonunuz onaylandı: 12-15 Aralık, 2 kişi, rezervasyon no H8812",
    "Uçuş TK1923, 02.12.2026 21:15, koltuk 14C. PNR: X7K2L9",
    "Üyeliğiniz oluşturuldu. Kullanıcı adınız e-posta adresinizdir.",
    "Garanti kaydınız tamamlandı. Seri no 88120, bitiş 12.11.2028",
    "Başvurunuz alındı, sonuç 5 iş günü içinde bildirilecektir. Başvuru no 1209",
    "Kan bağışı için teşekkürler, tahlil sonuçlarınız hazır: sonuc.example.gov.tr",
    "Belgeleriniz hazır, şubemizden teslim alabilirsiniz.",
  ],
  discount: [
    "Bu hafta sonuna özel tüm ürünlerde %20 indirim! Kaçırmayın.",
    "Sadece bugün sepette ekstra %40 indirim. magaza.example.com",
    "Yaz indirimi basladi, her sey yari fiyatina",
    "İNDİRİM KODUNUZ: YAZ50, son gün yarın",
    "3 al 2 öde kampanyası tüm şubelerimizde",
    "Sezon sonu fırsatları: %70'e varan indirimler seni bekliyor",
    "Size özel 100 TL hediye çeki! 500 TL üzeri alışverişlerde geçerli",
    "1ndirim günleri başladı, tıkla kazan",
    "İnd\u0456rim fırsatını kaçırma, hemen al",
    "Tüm beyaz eşyalarda peşin fiyatına 12 taksit ve ücretsiz kargo",
    "Kupon: HOSGELDIN15 ile ilk alışverişinde 15 TL kazan",
    "i\u200bn\u200bd\u200bi\u200br\u200bi\u200bm son saatler!",
  ],
  campaign: [
    "Yeni sezon ürünlerimiz mağazalarımızda! Hemen keşfedin.",
    "Büyük kampanya başladı: 2. ürün bizden hediye",
    "Kampanyamıza katılmak için KATIL yazıp 3344'e gönderin",
    "Fırsatlar dünyasına davetlisiniz, online mağazamızı ziyaret edin example.com",
    "Yepyeni menümüzle sizi bekliyoruz, çocuklara tatlı ikramımız",
    "Hayalinizdeki ev şimdi %0,99 faizle. Satış ofisimize bekleriz.",
    "K\u0430mp\u0430nya b\u0430\u015flad\u0131, son 3 gün",
    "Yılbaşına özel paketlerimizle eğlence sizi bekliyor, yerinizi ayırtın",
    "Firsat urunleri stoklarla sinirli, acele edin",
    "Üye olun, ilk ay ücretsiz deneyin! Hemen üye olun: example.com",
  ],
  product_promotion: [
    "İngilizceyi 3 ayda öğrenin, kayıtlar başladı, kontenjan sınırlı",
    "Konut sigortanızı en uygun fiyatlarla bizden yaptırın",
    "Saç ekiminde özel fiyatlar, ücretsiz muayene için arayın 0850 111 22 33",
    "Faizsiz araç finansmanı, hemen başvurun",
    "Spor salonumuzda yıllık üyelik avantajlı fiyatlarla",
    "Size özel 50.000 TL'ye kadar hazır kredi! Hemen başvur",
    "Numaranı taşı, 20 GB internet hediye",
    "Diş beyazlatma sadece 999 TL, randevu için hemen arayın",
  ],
  lottery: [
    "Çekilişe katıl, otomobil kazanma şansı yakala!",
    "Cekilis basladi! 100 kisiye cep telefonu hediye",
    "Tebrikler! Hediye çeki kazandınız, almak için tıklayın bit.example/kzn",
    "Yarışmamıza katıl, tatil kazan. Detaylar: example.com/yarisma",
    "Şans çarkını çevir, sürpriz ödülleri kap",
    "Her 250 TL'lik alışverişe bir çekiliş hakkı",
    "Kazananlar belli oldu! Ödülünüzü almak için mağazaya uğrayın",
  ],
  greeting: [
    "Ramazan Bayramınızı kutlarız. Örnek Mobilya",
    "Mutlu yıllar! Yeni yılda da sizi mağazalarımızda görmek dileğiyle",
    "İyi ki doğdun Ayşe! Doğum gününe özel sürprizimiz mağazada seni bekliyor",
    "Anneler gününüz kutlu olsun. Örnek Kuyumculuk",
    "29 Ekim Cumhuriyet Bayramımız kutlu olsun. Örnek İnşaat",
    "Kurban Bayraminiz mubarek olsun - Ornek Tekstil",
  ],
  invitation: [
    "Mağaza açılışımıza davetlisiniz! İlk 100 kişiye hediye",
    "Ücretsiz tanıtım seminerimize bekleriz, kayıt: example.com/seminer",
    "Fuarda standımıza bekliyoruz, fuara özel fiyatlar sizi bekliyor",
    "Açılışa özel lezzetler ve canlı müzik, bu cuma yeni şubemizde",
    "Tadım etkinliğimize davetlisiniz, yeni kahvelerimizi ücretsiz deneyin",
    "Defilemize davetlisiniz, koleksiyonumuzu ilk siz görün ve ilk siz alın",
    "VIP alışveriş gecesi bu akşam, özel fiyatlar sadece sizin için",
  ],
};

/**
 * Thirty more, written after the rules were done. At first sight the rules left most of them to the desk and were wrong in none; the vocabulary was then
 * widened with these in view, so they measure no more what the rules meet in the wild.
 */
export const freshTexts: LabelledTexts = {
  otp: ["Kayıt için 4412 rakamlarını girin.", "Mobil bankacılık giriş kodu: 77120"],
  bank_transaction: ["Ayşe Demir'e 500 TL gönderdiniz.", "Çekiniz takas merkezinde tahsil edildi."],
  order_status: [
    "Yemeğiniz yola çıktı, kurye Ali 10 dakika içinde kapınızda.",
    "Ürününüz Kızılay mağazasında teslim almaya hazır.",
  ],
  tracking_code: ["Paketiniz komşunuz Hasan Bey'e bırakıldı."],
  payment_reminder: [
    "Kira ödemesi henüz hesaba geçmedi.",
    "Öğrenim kredisi geri ödemeniz ayın 5'inde başlıyor.",
  ],
  appointment_reminder: ["Bebeğinizin ikinci aşısı cumartesi günü, sağlık ocağına getiriniz."],
  service_change: [
    "Bayram süresince çağrı merkezimiz kapalıdır.",
    "Su deposu temizliği için yarın sular 09-12 arası akmayacak.",
  ],
  school_notice: ["Servis 15 dakika gecikecek, veliler bilgilendirilir."],
  staff_information: ["Yangın tatbikatı saat 14'te, herkes toplanma alanına."],
  confirmation: ["Nikah başvurunuz kabul edildi, evraklarla belediyeye geliniz."],
  discount: [
    "Bütün kitaplar bu hafta üçte bir daha ucuz",
    "Sepete 200 TL'lik ürün ekle, 50 TL geri al",
    "Gözlükte ikinci cam bizden",
  ],
  campaign: [
    "Yeni koleksiyon raflarda, gelin deneyelim",
    "Eski telefonunu getir yenisini götür",
    "Kışlıklar geldi! Montlar 799'dan başlıyor",
    "Ramazan kolileri hazır, toptan fiyatına",
  ],
  product_promotion: [
    "Tamamlayıcı sağlık sigortasıyla ailen güvende, teklif al",
    "Uzaktan MBA programı, mesai sonrası dersler, başvurular sürüyor",
    "Kapadokya turu 2 gece 3 gün, balon dahil, yerler doluyor",
  ],
  lottery: ["Fişini gönder, tatile git!", "Bil bakalım kim gelecek, doğru cevaba telefon"],
  greeting: [
    "Nice bayramlara, sevgiyle. Örnek Pastanesi",
    "Kadınlar Günü'nde yanınızdayız, çiçek gibi bir gün olsun",
  ],
  invitation: ["Cumartesi 14:00 imza günümüzde yazarla buluşun, kitaplar stantta"],
};
