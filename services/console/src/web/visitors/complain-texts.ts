import { defineTexts } from "../language/define-texts.js";

/** What somebody reads who received a message and complains of it. */
export const complainTexts = defineTexts({
  title: {
    fa: "شکایت از یک پیامک",
    tr: "Bir mesajdan şikâyet",
    vi: "Khiếu nại về tin nhắn",
    en: "Complain of a message",
  },
  lead: {
    fa: "بدون ساختن حساب. کارشناس ارائه‌دهندهٔ فرستنده رسیدگی می‌کند؛ مدرک خودبه‌خود گرد می‌آید.",
    tr: "Hesap gerekmez. Göndericinin sağlayıcısındaki uzman inceler; kanıt kendiliğinden toplanır.",
    vi: "Không cần tài khoản. Chuyên viên của nhà cung cấp sẽ xem xét; bằng chứng tự được thu thập.",
    en: "Without an account. An expert of the sender's provider looks into it; the evidence is gathered by itself.",
  },
  sender: { fa: "فرستندهٔ پیامک", tr: "Gönderen", vi: "Người gửi tin", en: "Sender of the message" },
  senderHint: {
    fa: "همان‌گونه که گوشی نشان می‌دهد: شماره یا نام",
    tr: "Telefonunuzda göründüğü gibi: numara ya da başlık",
    vi: "Đúng như điện thoại hiển thị: số hoặc tên",
    en: "As your telephone shows it: a number or a name",
  },
  number: {
    fa: "شمارهٔ همراه شما",
    tr: "Cep numaranız",
    vi: "Số di động của bạn",
    en: "Your mobile number",
  },
  numberHint: {
    fa: "تنها برای یافتن پیامک؛ دارندهٔ خط همهٔ شماره را نمی‌بیند.",
    tr: "Yalnızca mesajı bulmak için; hattın sahibi tamamını görmez.",
    vi: "Chỉ để tìm tin nhắn; chủ đầu số không thấy toàn bộ số.",
    en: "Only to find the message; the holder of the line does not see it whole.",
  },
  receivedAt: {
    fa: "چه روزی رسید؟ (اختیاری)",
    tr: "Hangi gün geldi? (isteğe bağlı)",
    vi: "Nhận ngày nào? (tùy chọn)",
    en: "When did it arrive? (optional)",
  },
  text: { fa: "شکایت شما", tr: "Şikâyetiniz", vi: "Nội dung khiếu nại", en: "Your complaint" },
  textHint: {
    fa: "بنویسید چه چیز نادرست است؛ متن پیامک را هم می‌توانید بیاورید.",
    tr: "Neyin yanlış olduğunu yazın; mesajın metnini de ekleyebilirsiniz.",
    vi: "Hãy viết điều gì sai; có thể chép lại tin nhắn.",
    en: "Say what is wrong; you may copy the message, too.",
  },
  refuses: {
    fa: "دیگر از این فرستنده پیامک نمی‌خواهم",
    tr: "Bu göndericiden artık mesaj istemiyorum",
    vi: "Tôi không muốn nhận tin của người gửi này nữa",
    en: "I want no more messages of this sender",
  },
  refusesHint: {
    fa: "ارائه‌دهنده آن را بررسی می‌کند. اگر به پیامک با واژهٔ لغو پاسخ دهید یا پیوند آن را باز کنید، همان دم انجام می‌شود.",
    tr: "Sağlayıcı inceler. Mesajı ret sözcüğüyle yanıtlarsanız ya da bağlantısını açarsanız hemen durur.",
    vi: "Nhà cung cấp sẽ xem xét. Trả lời tin nhắn bằng từ khóa từ chối hoặc mở liên kết trong tin thì có hiệu lực ngay.",
    en: "The provider looks at it. Answering the message with its refusal keyword, or opening its link, works at once.",
  },
  send: {
    fa: "فرستادن شکایت",
    tr: "Şikâyeti gönder",
    vi: "Gửi khiếu nại",
    en: "Send the complaint",
  },
  kept: {
    fa: "شکایت شما ثبت شد.",
    tr: "Şikâyetiniz kaydedildi.",
    vi: "Khiếu nại của bạn đã được ghi nhận.",
    en: "Your complaint is kept.",
  },
  reference: {
    fa: "شمارهٔ پیگیری",
    tr: "Takip numarası",
    vi: "Mã theo dõi",
    en: "Number to ask about it",
  },
  place: { fa: "شکایت", tr: "Şikâyet", vi: "Khiếu nại", en: "Complain" },
});
