import type { LabelledTexts } from "../labelled-texts.js";

/**
 * A hundred Vietnamese texts labelled by vn.md, written from the domain before the rules of content were: customer care
 * and internal information, and advertising, with and without accents, with the traps (a bill that mentions a discount,
 * zero-width characters, Cyrillic look-alikes). Numbers and names are made up. The rules were tuned on the texts in even
 * places (0, 2, …) of each category and measured on all of them.
 */
export const labelledTexts: LabelledTexts = {
  otp: [
    "Mã xác thực của quý khách là 482913, có hiệu lực trong 3 phút.",
    "Ma OTP dang nhap cua ban la 7741. Khong chia se ma nay cho bat ky ai.",
    "VT.Edu: mat khau dang nhap so lien lac dien tu cua quy phu huynh la 5512",
    "Mã kích hoạt tài khoản: 90321",
  ],
  bank_transaction: [
    "TK 1234 +2.500.000 VND luc 14:20 12/11. So du 17.300.000 VND. ND: luong thang 10",
    "Thẻ *4471 đã thanh toán 349.000đ tại siêu thị Mẫu lúc 19:05 ngày 12/11/2026.",
    "Khoan vay cua quy khach den han ngay 25/11, so tien 4.210.000 VND.",
    "Quý khách đã chuyển thành công 1.200.000đ. Mã giao dịch FT88210.",
  ],
  order_status: [
    "Đơn hàng 7731 của quý khách đã được tiếp nhận.",
    "Don hang cua ban dang duoc giao, du kien hom nay truoc 18h. Ma van don 219900",
    "Đơn hàng 5512 đã bị hủy, tiền sẽ được hoàn trong 3 ngày làm việc.",
    "Hoa don so 5520: tong tien 1.200.000d, giam gia 100.000d, con phai tra 1.100.000d.",
    "Yêu cầu đổi trả của bạn đã được duyệt, mã yêu cầu 90210.",
  ],
  bill: [
    "Tiền điện tháng 11 của quý khách là 312.400đ, hạn thanh toán 18/12. Mã KH PE0112",
    "Tien nuoc ky 11/2026: 98.000d. Vui long thanh toan truoc ngay 20/12.",
    "Cuoc Internet thang 11 cua quy khach la 220.000d, qua han se tam ngung dich vu.",
    "Phí quản lý căn hộ A12 tháng 12: 650.000đ, hạn nộp ngày 5.",
    "Hợp đồng bảo hiểm của quý khách đến hạn đóng phí ngày 01/12/2026.",
  ],
  appointment_reminder: [
    "Bệnh viện Mẫu: lịch khám của quý khách lúc 8h30 ngày 02/12, phòng 204.",
    "Nhac lich tai kham ngay 20/12, vui long mang theo so kham benh.",
    "Xe cua quy khach den han bao duong ngay 15/12. Vui long lien he 02433334444 de dat lich.",
    "Ket qua xet nghiem cua quy khach da co, vui long den quay so 3.",
  ],
  school_notice: [
    "Kính mời phụ huynh em An dự họp lúc 8h ngày 28/11 tại phòng 204.",
    "Truong THCS Mau thong bao: hoc sinh nghi hoc ngay 25/11 do bao.",
    "Kết quả học kỳ 1 của em Bình: Toán 8.5, Văn 7.0, hạnh kiểm tốt.",
    "Lich thi mon Vat ly doi sang 10h ngay 25/12.",
    "Học phí học kỳ 2 là 3.200.000đ, hạn nộp 15/01. Mã SV 20201234",
  ],
  public_notice: [
    "UBND phường Mẫu thông báo lịch tiêm chủng ngày 05/12 tại trạm y tế.",
    "Ho so cua ong/ba da giai quyet xong, moi den nhan ket qua tai bo phan mot cua.",
    "Lịch cắt điện: 7h-11h ngày 30/11 khu vực tổ 5 để bảo trì lưới điện.",
    "Canh bao lua dao: ngan hang khong bao gio yeu cau cung cap mat khau.",
  ],
  service_change: [
    "Hệ thống sẽ bảo trì từ 0h đến 4h ngày 01/12, mong quý khách thông cảm.",
    "Van phong giao dich chuyen ve so 12 duong Tran Phu tu ngay 01/12.",
    "Tong dai CSKH doi so moi 02438889999 tu thang 12.",
  ],
  internal_information: [
    "Kính gửi cán bộ: họp giao ban 8h thứ Hai tại phòng họp tầng 3.",
    "Phong nhan su: luong thang 11 da duoc chuyen vao tai khoan.",
    "Lịch trực Tết: anh Bình trực ngày 30 và mùng 1.",
    "Toan the doan vien hop chi doan 19h toi nay tai hoi truong.",
    "Ca sáng mai đổi giờ vào lúc 6h30, đề nghị nhân viên có mặt đúng giờ.",
  ],
  survey: [
    "Quý khách đánh giá dịch vụ hôm nay từ 1 đến 5, vui lòng trả lời tin nhắn.",
    "Moi quy khach danh gia cuoc goi voi tong dai: 1 hai long, 2 khong hai long.",
  ],
  greeting: [
    "Chúc mừng sinh nhật quý khách! Cảm ơn quý khách đã đồng hành cùng Ngân hàng Mẫu.",
    "Nhan dip nam moi, Cong ty Mau kinh chuc quy khach an khang thinh vuong.",
    "Cảm ơn quý khách đã sử dụng dịch vụ của chúng tôi.",
    "Chuc mung ngay Nha giao Viet Nam 20/11!",
  ],
  confirmation: [
    "Đăng ký gói cước của quý khách đã thành công, hiệu lực đến 12/12/2026.",
    "Ve may bay VN1923 ngay 02/12 21:15, ghe 14C, ma dat cho X7K2L9.",
    "Bảo hành điện tử đã kích hoạt, số sê-ri 88120, hết hạn 12/11/2028.",
    "Dat phong thanh cong: 12-15/12, 2 nguoi, ma H8812.",
    "Ho so vay cua quy khach da duoc tiep nhan, ma ho so 1209.",
  ],
  discount: [
    "[QC] Giảm giá 50% toàn bộ cửa hàng duy nhất hôm nay!",
    "Giam gia soc den 70%, mua ngay keo het!",
    "Khuyến mãi mua 1 tặng 1 tất cả đồ uống cuối tuần này",
    "Tang voucher 100K cho don tu 500K, nhap ma SALE11",
    "Siêu sale 11.11, freeship toàn quốc, săn ngay tại example.vn",
    "Uu dai rieng cho ban: giam 20% khi mua goi 12 thang",
    "G\u200bi\u200bả\u200bm g\u200bi\u200bá cực sốc chỉ 3 ngày",
    "Gi\u0430m gi\u0430 50% tat ca san pham",
    "Chiết khấu 15% cho khách đặt trước ngày 30/11",
    "Khuyen mai tang 50% gia tri the nap trong ngay 20/11. Nap ngay!",
    "Mua 2 tính tiền 1, số lượng có hạn, nhanh tay lên bạn ơi",
    "Flash sale 12h trưa nay, đồng giá 99K",
    "Trả góp 0% lãi suất, tặng kèm quà trị giá 2 triệu",
    "Giảm thêm 10% khi thanh toán bằng ví, chỉ trong tuần lễ vàng",
    "Xa hang cuoi mua, tat ca chi tu 49K",
    "Hoàn tiền 20% cho thành viên mới, đăng ký ngay",
    "UU DAI KHUNG: dat tour he giam ngay 2 trieu/khach",
    "Nhập mã FREESHIP để được miễn phí giao hàng cho đơn từ 0đ",
  ],
  advertising: [
    "[AD] Bộ sưu tập mùa đông đã có mặt, mời bạn ghé thăm cửa hàng",
    "Khai trương chi nhánh mới tại 12 Trần Phú, hàng ngàn quà tặng hấp dẫn",
    "Can ho cao cap chi tu 1,5 ty, vi tri vang, goi ngay 0901112233",
    "Học tiếng Anh cùng giáo viên bản ngữ, đăng ký học thử miễn phí tại example.vn",
    "Vay nhanh 50 trieu khong can the chap, lai suat thap, giai ngan trong ngay",
    "Làm đẹp đón Tết cùng spa Mẫu, liệu trình chỉ từ 499K",
    "Ra mat dien thoai moi, dat truoc de nhan qua khung",
    "Tai app ngay hom nay de trai nghiem mien phi 30 ngay",
    "Đất nền ven biển sổ đỏ trao tay, cam kết lợi nhuận 12%/năm",
    "Nha hang Mau ra mat thuc don moi, dat ban ngay nhan mon trang mieng mien phi",
    "Soi keo chuan, nap dau tang 200%, tham gia ngay",
    "Hãy nâng cấp lên gói Gia đình để xem phim không giới hạn, soạn DK gửi 9123",
    "Nội thất gỗ sang trọng, thiết kế theo yêu cầu, xem mẫu tại example.vn",
    "Thanh ly xe luot gia tot, bao sang ten, lien he 0912223344",
    "Gói thẩm mỹ mới ra mắt, ưu đãi hấp dẫn chờ bạn",
    "Trai nghiem lai thu xe moi, nhan qua hap dan tai showroom Mau",
    "Sở hữu ngay smart TV 55 inch với giá không thể tốt hơn",
    "Đăng ký gói data 4G giá rẻ, soạn VIP gửi 999",
    "Mời bạn tham dự sự kiện mở bán dự án Mẫu Riverside, nhận tư vấn miễn phí",
    "Khóa học đầu tư chứng khoán, cam kết hiệu quả, còn 5 suất cuối cùng",
    "Sim so dep gia re, giao hang tan noi, goi 0933445566",
    "Quà tặng ngập tràn khi mua sắm tại siêu thị Mẫu cuối tuần này",
    "Cham soc da chuyen sau, combo 5 buoi gia chi 999K, dat lich ngay",
  ],
  lottery: [
    "Chúc mừng bạn đã trúng thưởng iPhone! Liên hệ ngay để nhận quà",
    "Quay so trung xe may cho moi hoa don tu 500.000d",
    "Tham gia bốc thăm may mắn nhận vàng 9999",
    "Cơ hội trúng 100 triệu đồng, soạn TG gửi 8079",
    "Vong quay may man dang cho ban, quay ngay tai example.vn",
    "Thẻ cào trúng thưởng 100%, giải đặc biệt xe máy",
    "Chơi game nhận quà: trả lời đúng 3 câu hỏi trúng ngay thẻ nạp",
    "Ban da duoc chon nhan giai thuong 50 trieu, bam vao link de xac nhan",
    "Chương trình rút thăm cuối năm, giải nhất chuyến du lịch Nhật Bản",
  ],
};

/**
 * Thirty more, written after the rules were done. At first sight the rules left most of them to the desk and were wrong in none; the vocabulary was then
 * widened with these in view, so they measure no more what the rules meet in the wild.
 */
export const freshTexts: LabelledTexts = {
  otp: [
    "Vui lòng nhập 4412 để hoàn tất đăng nhập.",
    "77120 la ma dung mot lan, het han sau 2 phut",
  ],
  bank_transaction: [
    "Ban vua chuyen 500.000d cho NGUYEN VAN A.",
    "Thẻ tín dụng kỳ này 2.100.000đ, tối thiểu 105.000đ",
  ],
  order_status: [
    "Tài xế Minh đang đến, biển số 59X1-1234",
    "Kiện hàng đã gửi tại quầy bảo vệ tòa nhà A.",
  ],
  bill: ["Cước trả sau T11: 189.000đ. Bỏ qua tin này nếu đã đóng."],
  appointment_reminder: ["Bé Na có mũi tiêm thứ hai vào thứ Bảy, nhớ mang theo sổ."],
  school_notice: [
    "Chiều nay các con tan học lúc 16h do mưa lớn.",
    "Nhà trường thu lại sách thư viện trước 30/11.",
  ],
  public_notice: ["Bão số 9 vào đất liền tối nay, đề nghị người dân sơ tán."],
  service_change: ["App nâng cấp đêm nay, sáng mai dùng bình thường."],
  internal_information: [
    "Mai diễn tập chữa cháy 14h, mọi người xuống sân.",
    "De nghi cac to truong nop bao cao tuan truoc 17h thu Sau.",
  ],
  confirmation: ["Ban da huy goi thanh cong, cam on ban."],
  discount: [
    "Cả tuần này sách rẻ hơn một phần ba",
    "Don dau tien bot 30K, dung ngay keo lo",
    "Thứ Tư vui vẻ: vé xem phim còn 45K",
    "Ly thứ hai nửa giá tại tất cả cửa hàng",
  ],
  advertising: [
    "Áo khoác mới về, ghé shop thử liền nhé",
    "Đổi điện thoại cũ lấy mới, bù ít hơn bạn nghĩ",
    "Tour Đà Nẵng 3N2Đ bay Vietnam Airlines, còn ít chỗ",
    "Mua nha tra cham 5 nam khong lai, xem nha mau cuoi tuan",
    "Trung tâm Anh ngữ Mẫu tuyển sinh lớp hè, cam kết đầu ra",
    "Bao hiem suc khoe cho ca nha, phi tu 2k/ngay, dang ky tu van",
    "Lap camera tron goi, bao hanh 2 nam, alo 0977000111",
  ],
  lottery: [
    "Cào là trúng, xe SH đang chờ chủ nhân",
    "Gui hoa don ve 8011, biet dau ban co xe hoi",
    "Đoán đúng tỷ số rinh ngay tivi",
  ],
  greeting: ["Chúc quý khách năm mới bình an, vạn sự như ý."],
};
