import { defineTexts } from "../language/define-texts.js";

/** Resale: what was earned, and the prices on top of the provider's. */
export const resaleTexts = defineTexts({
  margin: { fa: "سود فروش", tr: "Bayi payı", vi: "Lợi nhuận đại lý", en: "Margin" },
  earned: { fa: "به‌دست‌آمده", tr: "Kazanılan", vi: "Đã kiếm", en: "Earned" },
  drawn: { fa: "برداشت‌شده", tr: "Aktarılan", vi: "Đã rút", en: "Drawn" },
  toDraw: { fa: "قابل برداشت", tr: "Aktarılabilir", vi: "Có thể rút", en: "To draw" },
  drawAmount: {
    fa: "مبلغ برداشت به کیف پول",
    tr: "Cüzdana aktarılacak tutar",
    vi: "Số tiền rút về ví",
    en: "Amount to move into the wallet",
  },
  draw: { fa: "برداشت", tr: "Aktar", vi: "Rút", en: "Draw" },
  drawnNow: {
    fa: "به کیف پول آمد",
    tr: "Cüzdana aktarıldı",
    vi: "Đã chuyển vào ví",
    en: "Moved into the wallet",
  },
  noReseller: {
    fa: "مشتری زیرمجموعه ندارید",
    tr: "Alt müşteriniz yok",
    vi: "Bạn chưa có khách hàng cấp dưới",
    en: "You have no customers of your own",
  },
  noResellerText: {
    fa: "مالی ارائه‌دهنده می‌تواند مشتری‌ها را به شما بسپارد؛ سپس بهای خود را اینجا می‌گذارید.",
    tr: "Sağlayıcının finansı size müşteri bağlayabilir; sonra fiyatınızı burada belirlersiniz.",
    vi: "Kế toán của nhà cung cấp có thể giao khách cho bạn; sau đó bạn đặt giá tại đây.",
    en: "The provider's finance can give customers to you; then you set your prices here.",
  },
  ownPrices: {
    fa: "بهای شما روی بهای ارائه‌دهنده",
    tr: "Sağlayıcı fiyatının üstüne fiyatınız",
    vi: "Giá của bạn trên giá nhà cung cấp",
    en: "Your prices on top of the provider's",
  },
  ownPricesLead: {
    fa: "برای هر بخش پیام افزوده می‌شود. آنچه نگه داشته شده، بهای پیشین را دارد.",
    tr: "Her mesaj parçasına eklenir. Ayrılmış olanın fiyatı değişmez.",
    vi: "Cộng vào mỗi phần tin. Phần đã giữ vẫn theo giá cũ.",
    en: "Added to each part. What is reserved keeps its price.",
  },
  customer: { fa: "مشتری", tr: "Müşteri", vi: "Khách hàng", en: "Customer" },
  onTop: {
    fa: "افزوده به هر بخش",
    tr: "Parça başına ek",
    vi: "Cộng mỗi phần",
    en: "On top of a part",
  },
  everyCustomer: {
    fa: "هر مشتری بی‌بهای ویژه",
    tr: "Özel fiyatı olmayan her müşteri",
    vi: "Mọi khách không có giá riêng",
    en: "Every customer without prices of its own",
  },
  nothingOnTop: {
    fa: "چیزی افزوده نمی‌شود",
    tr: "Ek yok",
    vi: "Không cộng thêm",
    en: "Nothing on top",
  },
  asEveryCustomer: {
    fa: "مانند دیگران",
    tr: "Diğerleri gibi",
    vi: "Như các khách khác",
    en: "As the others",
  },
  changePrices: { fa: "تغییر بها", tr: "Fiyatı değiştir", vi: "Đổi giá", en: "Change prices" },
  surchargeHint: {
    fa: "«همه» یعنی هر اپراتور، الفبا یا گروه؛ بی‌روز یعنی از هم‌اکنون. از چند ردیف، آن که دقیق‌تر است به کار می‌رود. هیچ ردیفی: چیزی افزوده نمی‌شود.",
    tr: "“Hepsi”: her operatör, alfabe ya da grup; günsüz: hemen. Birkaç satırdan en belirgini geçerlidir. Satır yoksa ek yok.",
    vi: "“Tất cả”: mọi nhà mạng, bảng mã hoặc nhóm; không ghi ngày: ngay lập tức. Nhiều dòng thì dòng cụ thể nhất áp dụng. Không có dòng: không cộng.",
    en: "All: every operator, alphabet or group; no day: at once. Of several rows the most particular one holds. No row: nothing on top.",
  },
  priceGroup: { fa: "گروه بها", tr: "Fiyat grubu", vi: "Nhóm giá", en: "Price group" },
  onTopFrom: { fa: "از روز", tr: "Başlangıç günü", vi: "Từ ngày", en: "From the day" },
  onTopSince: { fa: "از {day}", tr: "{day} tarihinden", vi: "từ {day}", en: "from {day}" },
  operator: { fa: "اپراتور", tr: "Operatör", vi: "Nhà mạng", en: "Operator" },
  everyOperatorShort: { fa: "همه", tr: "Hepsi", vi: "Tất cả", en: "All" },
  addPrice: { fa: "ردیف تازه", tr: "Satır ekle", vi: "Thêm dòng", en: "Add a row" },
});
