// A second labelled set for Türkiye, for measuring only: never tune the rules on it.
//
// Written on 2026-11-29 from the domain documents (domain/tr.md, domain/data) by somebody who had seen neither the
// rules nor the first set, but for twelve single-line texts of the first set that a listing of its labels printed;
// none of them was reused. The label is what the law would call the message: an informational message with a sentence
// of promotion is labelled by the promotion. Brands, names and numbers are invented.
import type { LabelledTexts } from "../labelled-texts.js";

export const secondTurkeyTexts: LabelledTexts = {
  // Informational (bilgilendirme).
  otp: [
    "Giris sifreniz 908 113. Kimseyle paylasmayiniz. Lodosbank B251",
    "3D Secure: 2.349,90 TL tutarındaki alışverişiniz için onay şifreniz 55027194. Referans: K-71. Bu işlemi siz yapmadıysanız bankamızı arayın.",
    "Üyeliğinizi doğrulamak için kod: QF-8821 (3 dk geçerlidir)",
    "Randevu sistemine giriş için tek kullanımlık parolanız: 71b9c. Alacakaya Ağız ve Diş Sağlığı Merkezi",
  ],
  bank_transaction: [
    "27/11 21:04 XXXX8830 kartinizla KUZEYLI AKARYAKIT'ta 1.750,00 TL harcama yapilmistir. Kullanilabilir limit 18.420,55 TL B002",
    "Hesabınıza FAST ile 6.000,00 TL geldi. Gönderen: E. Y***. Açıklama: kira kasım",
    "Otomatik ödeme talimatınız gereği 438,20 TL doğalgaz faturası vadesiz hesabınızdan tahsil edilmiştir.",
    "ATM'den 2000 TL cektiniz. Bakiye: 311,08 TL",
  ],
  order_status: [
    "#TR-50912 numaralı siparişiniz hazırlanıyor, yarın kargoya verilecek. Kirazlı Ev Tekstili",
    "Siparisinizdeki 1 kg cilek stokta kalmadigi icin cikartildi, 89,90 TL kartiniza iade edilecektir.",
    "Mehmet Bey lastikleriniz geldi, montaj icin bekliyoruz - Ufuklu Oto",
    "Yemeğiniz yolda! Kuryemiz Cem 15 dk içinde kapınızda olacak. Afiyet olsun, Köşebent Pide",
  ],
  tracking_code: [
    "Gönderiniz 4410 0927 5561 takip no ile Uçarkuş Kargo'ya teslim edildi: https://example.com/takip/44100927",
    "Adresinizde bulunamadınız. Paket Çınarlı şubemizde 3 gün bekletilecek, alırken kimlik ve 8120 kodu gerekir.",
    "Koli 2/3 Ankara aktarmada. Tkp: UK88-120-7",
    "Paketiniz bugun 14-18 arasi dagitimda, kuryeye soylemeniz gereken teslimat kodu 3391",
  ],
  payment_reminder: [
    "Kredi kartı ekstreniz kesildi. Dönem borcu: 9.114,37 TL, asgari: 3.645,75 TL, son ödeme 08.12.2026",
    "Sayın velimiz, Aralık ayı servis ücreti 4.200 TL'nin son ödeme günü 5 Aralık'tır. İyi günler.",
    "Su faturaniz (Sozlesme 7712004) 264,15 TL, vadesi 3 gun gecti. Gecikme zammi islememesi icin odeyiniz. Cinarli Belediyesi Su Isleri",
    "Kasım aidatı 1.250 TL, ödemeyen dairelere hatırlatılır. Yönetim",
    "Trafik sigortanizin 2. taksidi yarin kartinizdan cekilecek, limitinizi kontrol ediniz",
  ],
  appointment_reminder: [
    "Sn. DENİZ, 02.12.2026 Çarşamba 10:40 Göz Hastalıkları randevunuz vardır. Gelemeyecekseniz 24 saat önce iptal ediniz.",
    "Yarin saat 4 te fön randevunuz var unutmayin :) Salon Nilüferce",
    "Köpeğiniz Paşa'nın kuduz aşısı 15 Aralık'ta yapılmalı. Patidostu Veteriner",
    "Kombi bakım ekibimiz perşembe 09.00-12.00 arasında adresinizde olacak, evde birinin bulunmasını rica ederiz.",
  ],
  service_change: [
    "Planlı bakım: 1 Aralık 01:00-05:00 arasında mobil uygulamamız kapalı olacaktır.",
    "Cumartesi seansi havuz arizasi nedeniyle iptal, pazar 11.00e alindi. Yildizli Yuzme Akademisi",
    "Aboneliğinizin aylık ücreti 01.01.2027 itibarıyla 249 TL'den 299 TL'ye güncellenecektir. Değişikliği kabul etmiyorsanız 31.12.2026'ya kadar cezasız fesih hakkınız bulunmaktadır.",
    "Taahhüdünüz 19.12.2026'da sona eriyor; bu tarihten sonra liste fiyatı uygulanır.",
  ],
  school_notice: [
    "Değerli velimiz, yoğun kar nedeniyle okulumuz yarın tatildir.",
    "4-B sinifi veli toplantisi 3 Aralik Persembe 17:30, konferans salonu.",
    "Oğlunuz Emir bugün 2 ders devamsızlık yapmıştır, bilginize. Rehberlik servisi",
    "Müze gezisi izin kağıdını cuma gününe kadar imzalayıp gönderiniz, öğle yemeği okuldan verilecektir.",
  ],
  staff_information: [
    "Arkadaşlar yarın 2. vardiya 1 saat erken başlıyor, servisler 14.15'te kalkacak.",
    "Personelimizin dikkatine: Kasım bordroları İK portalına yüklenmiştir, itirazlar 5 Aralık'a kadar.",
    "Depo sayimi pazar gunu yapilacak, gorevli liste panoda - Insan Kaynaklari",
    "Magaza ekibi: %30 indirim etiketleri bu aksam kapanistan sonra asilacak, reyon sorumlulari 22.30a kadar kalsin",
  ],
  survey: [
    "Muayene deneyiminizi 1-10 arasında puanlayıp bu mesaja yanıt olarak gönderir misiniz? Özel Alacakaya Tıp Merkezi",
    "Servisten memnun kaldiniz mi? E veya H yazin yeter",
    "Mahallenize yapılacak parkın adını siz seçin: 1 Çınar 2 Ihlamur 3 Defne. Oylama 10 Aralık'ta kapanır. Çınarlı Belediyesi",
    "Teslimatınızı değerlendirmek isterseniz: https://example.com/anket/t81 - 2 dakika sürer.",
  ],
  security_notice: [
    "Hesabınıza yeni bir cihazdan (Windows, İzmir) giriş yapıldı. Siz değilseniz şifrenizi hemen değiştirin.",
    "Bankamiz sizden asla SMS ile sifre istemez. Son gunlerde adimiza gonderilen sahte linklere tiklamayin, telefonda kendini savci, polis veya banka calisani olarak tanitan kisilere kart bilgilerinizi soylemeyin, uzaktan erisim uygulamasi yuklemeyin. Supheli bir durumda kartinizin arkasindaki numaradan bize ulasin. Lodosbank B251",
    "Kartınız şüpheli işlem nedeniyle geçici olarak kapatıldı; açmak için kartın arkasındaki numarayı arayın",
    "Sifreniz 3 kez yanlis girildi ve kilitlendi.",
    'Adımızı kullanarak "çekilişten araba kazandınız" diyen mesajlara itibar etmeyin, markamızın böyle bir kampanyası yoktur.',
  ],
  confirmation: [
    "Rezervasyonunuz alındı: 2 kişi, 5 Aralık Cmt 20:00, cam kenarı. Taşhan Lokantası",
    "Talebiniz uzerine ticari ileti izniniz iptal edilmistir. Artik kampanya mesaji almayacaksiniz.",
    "Kasko poliçeniz düzenlendi. Poliçe no 88-1205-3, başlangıç 28.11.2026, bitiş 28.11.2027. Poyrazlı Sigorta",
    "Başvurunuz 2026/33817 sayıyla kaydedildi.",
  ],

  // Marketing (ticari).
  discount: [
    "Tüm botlarda %40 indirim! 29-30 Kasım'a özel, mağazalarda ve example.com'da. Almak istemiyorsan RET yaz 0000'a gönder. B001",
    "Sepette ek 150 TL indirim kodun: GUZ150 ✂ bugün bitiyor",
    "Siparişiniz teslim edildi. Bir sonraki alışverişinizde kullanmanız için %15 indirim tanımladık, kodunuz TEKRAR15.",
    "Dis tasi temizligi 900 TL yerine 600 TL. Aralik sonuna kadar randevu alabilirsiniz. Incili Dis",
    "Kasko yenileme tarihiniz yaklaştı: bu ay yenileyenlere yüzde 20 eksik prim. Hemen arayın.",
    "İkinci pizza yarı fiyatına, her salı!",
    "Ogretmenlere tum kirtasiyede %25 ind. kimlik gostermen yeterli",
    "Etiketin yarısını öde! Stoklar tükenmeden gel, Palamarlı AVM zemin kat outlet. Mersis: 0000000000000000 Ret: 0000",
    "Erken kayıt fiyatları sürüyor: yaz okulu 28.000 yerine 21.500 TL, son gün 15 Aralık",
    "Internet faturaniz 389 TL olarak kesildi. 12 ay taahhut verirseniz 299 TLye dusuyor, EVET yazip gonderin.",
  ],
  campaign: [
    "3 al 2 öde başladı! Seçili tüm bebek bezlerinde geçerli. Minnoşlar Market",
    "500 TL ve üzeri alışverişe termos hediye, kasada isteyin",
    "Sayin uyemiz, bu hafta kazandiginiz puanlar 2 kat sayiliyor! Magazamiza bekleriz :)",
    "Lodosbank kartinla 3 farkli gunde market alisverisi yap 250 TL puan kazan. Katilim icin MARKET yaz 0000a gonder B003",
    "Arkadaşını getir, ikinize de 1 ay ücretsiz üyelik. Demirpençe Fitness",
    "Faturasız hattına 20 GB hediye! Yükle 200 TL, bir ay doyasıya kullan. Ret: 0000",
    "Efsane hafta son 6 saat. Kargo bedava, taksit farkı yok.",
    "Randevunuz onaylandi 10.12 13.00. Aralik boyunca cilt bakimi yaptirana el bakimi bizden!",
    "Hoş geldin paketin hazır: ilk siparişte teslimat ücreti yok, üstüne tatlı ikramımız var",
    "Aracınızın periyodik bakım zamanı geldi. Kışa hazırlık kampanyamızda 20 nokta kontrolü ücretsiz, yağ değişiminde filtre hediye. Servis randevusu için 0850 000 00 00'ı arayabilir ya da example.com/servis adresinden gün seçebilirsiniz.",
  ],
  product_promotion: [
    "Yeni sezon montlar mağazalarımızda, gelip denemeden karar verme. Yünlüce",
    "Tamamlayıcı sağlık sigortasıyla anlaşmalı 1.200 özel hastanede fark ödemeden muayene olun. Doğum teminatı, diş bakım paketi ve yılda bir check-up dahil; 35 yaş için ayda 640 TL'den başlayan primlerle, 9 taksit imkânıyla. Size ve ailenize uygun teklif için 0850 000 00 00 ya da example.com/tss. Mesaj almak istemiyorsanız RET yazıp 0000'a gönderin. B001",
    "Sana özel 150.000 TL ihtiyaç kredisi %2,89 faizle hazır, şubeye gitmeden kullan: example.com/kredi",
    "Deniz manzaralı 2+1 dairelerimizde satışlar başladı. Örnek daireyi gezmek için arayın. Yelkenköy Konakları",
    "Fiber altyapi sokaginiza geldi! 1000 Mbps hiza gecmek icin basvurun",
    "Köyden taze zeytinyağı geldi 5 lt 2100 lira isteyen yazsın. Dutluk Çiftliği",
    "Saç ekimi, lazer epilasyon, dolgu... uzman kadromuzla hizmetinizdeyiz. Ücretsiz ön görüşme için yazın",
    "Garanti süreniz 20 gün sonra bitiyor. Ek garanti paketi alarak cihazınızı 2 yıl daha güvenceye alın: 1.490 TL",
    "Artik aksamlari da aciğiz; kuzu tandir ve mezelerimizi denediniz mi? Rez: 0312 000 00 00",
    "Kaydınız tamamlandı, dersler pazartesi başlıyor. Kitap setimizi ve online soru bankamızı da sekreterlikten satın alabilirsiniz.",
  ],
  lottery: [
    "Her 250 TL'ye 1 çekiliş hakkı, büyük ödül sıfır km otomobil. Şartlar example.com/cekilis",
    "Çarkı çevir ödülünü kap: example.com/cark",
    "Tebrikler, çekilişimizde bir yıllık kahve kazandınız! Hediyenizi almak için mağazamıza uğrayın",
    "Kapak altindaki sifreyi 0000a gonder, telefon cekilisine katil",
    "Anketimizi doldurun, 10 kişiye tablet verelim. Kura 20 Aralık'ta",
    "Maç skorunu doğru tahmin eden 5 taraftara imzalı forma! Tahminini yaz gönder",
  ],
  greeting: [
    "Doğum gününüz kutlu olsun Selin Hanım, nice mutlu yaşlara. Papatyam Kuaför",
    "Kurban Bayramınızı en içten dileklerimizle kutlarız. Poyrazlı Sigorta",
    "29 Ekim Cumhuriyet Bayramimiz kutlu olsun! Kuzeyli Yapi Market",
    "Yeni yılda sağlık, huzur ve bol kazanç dileriz - Turkuvazlı Ambalaj ailesi",
    "Tüm öğretmenlerimizin 24 Kasım'ı kutlu olsun. Kalemlik Kırtasiye",
    "iyi ki varsiniz, butun annelerin gunu kutlu olsun 💐 Nergisli Cicek",
    "Bugün bizimle 5. yılınız! Birlikte nice yıllara. Rüzgarlınet",
  ],
  invitation: [
    "Yeni şubemizin açılışına davetlisiniz: 6 Aralık Pazar 13.00, Çarşı Cad. 18. İkramlarımız sizi bekliyor. Şekerlice Pastanesi",
    "Kış koleksiyonumuzun defilesinde sizi de aramızda görmek isteriz, salon girişi 19.30",
    "Ucretsiz deneme dersine gelin: reformer pilates, cumartesi 11.00, kontenjan 8 kisi",
    "Yatırımcı seminerimize katılın, altın ve fon önerilerini uzmanından dinleyin. Kayıt: example.com/seminer",
    "Okul tanitim gunumuz 12 Aralik, kayit dusunen ailelerle bulusuyoruz. Ozel Narcicegim Koleji",
    "Bu cuma canli muzik var, Grup Ayazlar sahnede! masani ayirt 0555 000 00 00",
    "Test sürüşü günlerimizde yeni elektrikli modelimizle tanışın, kahvemiz hazır. Kuzguncu Motors",
  ],
};
