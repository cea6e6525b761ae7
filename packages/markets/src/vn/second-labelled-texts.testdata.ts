// A second labelled set for Việt Nam, for measuring only: never tune the rules on it.
//
// Written on 2026-11-29 from the domain documents (domain/vn.md, domain/data) by somebody who had seen neither the
// rules nor the first set, but for six single-line texts of the first set that a listing of its labels printed; none of
// them was reused. The label is what the operator would call the message: a care message with a sentence of promotion
// is labelled by the promotion. Brands, names and numbers are invented.
import type { LabelledTexts } from "../labelled-texts.js";

export const secondVietnamTexts: LabelledTexts = {
  // Customer care and internal information (chăm sóc khách hàng, thông tin nội bộ).
  otp: [
    "Ma xac thuc cua Quy khach la 402918, hieu luc 90 giay. Tuyet doi khong cung cap cho bat ky ai. SenLamBank",
    "Mã kích hoạt ví Lúa Pay: 7716. Nếu không phải bạn yêu cầu, hãy bỏ qua tin nhắn.",
    "OTP 118-245 de thanh toan 1.290.000d tai SHOP MAY TRE",
    "ma dang nhap app phong kham Tam An Nhi la 5520 nha ban",
  ],
  bank_transaction: [
    "TK 0071xxx881 -2,350,000VND luc 29/11/26 08:41. SD 14,209,776VND. ND: NGUYEN A chuyen tien tro",
    "Thẻ tín dụng đuôi 4408 vừa chi 689.000đ tại Siêu thị Mộc Lan Chi. Hạn mức còn 21.311.000đ.",
    "Khoản tiết kiệm số 2207 đến hạn hôm nay, gốc và lãi 52.640.000đ đã chuyển vào tài khoản thanh toán.",
    "Giao dich hoan tien 145,000d tu san TMDT da ghi co vao the ghi no cua ban",
  ],
  order_status: [
    "Đơn #VN88120 đã rời kho Bình Hoà, dự kiến giao ngày 01/12. Shipper: 09xx.xxx.001",
    "Ship goi chi Lan 2 cuoc khong duoc, mai em giao lai buoi sang nhe. Don GH-3381",
    "Món của bạn đang được chuẩn bị, khoảng 20 phút nữa có nhé. Bếp Cô Ba Rổ",
    "San pham bao hanh ma BH5507 da sua xong, moi anh/chi den nhan tai 12 Duong So 5 truoc 18h",
    "Đơn hàng của anh Tuấn bị huỷ do hết màu xanh, tiền sẽ hoàn về thẻ trong 5-7 ngày làm việc",
  ],
  bill: [
    "Dien luc Song Xanh Lam: tien dien T11/2026 ma KH PX0090 la 742.310d, han thanh toan 08/12.",
    "Hóa đơn nước kỳ 11: 18 m3, thành tiền 214.000đ. Xem chi tiết tại https://example.com/hd",
    "Phí quản lý căn hộ B1204 tháng 12 là 1.150.000đ, sau ngày 10 chưa đóng sẽ tạm khoá thẻ thang máy.",
    "Anh Hung con no ky gop thu 5: 1tr850. Vui long dong truoc thu Sau giup em",
  ],
  appointment_reminder: [
    "Nhắc lịch: 9h30 thứ Năm 03/12 khám thai lần 3 với BS Thảo, nhịn ăn sáng để xét nghiệm.",
    "Chi Mai oi mai 15h lam mong nha, ban thi nhan lai tiem doi gio",
    "Xe 00A-000.00 den han dang kiem ngay 12/12/2026",
    "Kỹ thuật viên sẽ đến lắp mạng tại nhà Quý khách sáng mai 8h-10h, vui lòng giữ máy.",
  ],
  school_notice: [
    "Truong TH Hoa Mai Vang: ngay 02/12 hoc sinh nghi hoc do tap huan giao vien, 03/12 di hoc binh thuong.",
    "Phụ huynh lớp 7A3 lưu ý: kiểm tra giữa kỳ môn Toán tiết 2 thứ Sáu.",
    "Be Bin hom nay sot nhe 37.8, co da cho uong nuoc, bo me don be som giup co",
    "Kết quả học tập của em Trần Gia B. đã cập nhật trên sổ liên lạc điện tử. Nhà trường họp phụ huynh lúc 8h Chủ nhật 06/12 tại phòng 204, đề nghị phụ huynh sắp xếp thời gian tham dự và mang theo sổ tay của con.",
  ],
  public_notice: [
    "UBND phường Tân Lạc Hạ: mời người dân đến nhận thẻ căn cước từ 01/12 đến 05/12, giờ hành chính, mang theo giấy hẹn.",
    "Tu dem nay ret dam ret hai, vung nui duoi 5 do, ba con che chan chuong trai cho gia suc.",
    "Trạm y tế tiêm vắc xin sởi miễn phí cho trẻ 6-9 tháng vào sáng thứ Tư, đề nghị phụ huynh đưa trẻ đến.",
    "Cong an xa thong bao: khong chuyen tien cho nguoi tu xung can bo dieu tra qua dien thoai.",
  ],
  service_change: [
    "Tam ngung cap nuoc khu 3 tu 22h ngay 30/11 den 4h ngay 01/12 de sua ong.",
    "Chi nhánh Lê Lai dời về số 40 đường Hoa Ban từ thứ Hai tới, số điện thoại không đổi.",
    "Biểu phí thẻ thay đổi từ 01/01/2027: phí thường niên 200.000đ → 250.000đ, phí rút tiền tại ATM ngân hàng khác 3.300đ/lần, phí cấp lại thẻ giữ nguyên. Quý khách không đồng ý với biểu phí mới có thể yêu cầu chấm dứt sử dụng thẻ trước ngày 31/12/2026 tại bất kỳ chi nhánh nào. Chi tiết tại quầy.",
    "Lop boi toi thu 4 doi sang be so 2, gio giu nguyen nhe ca nha",
  ],
  internal_information: [
    "Toàn thể CBNV: 7h45 thứ Hai chào cờ tại sân A, mặc đồng phục.",
    "Ca 3 xuong det nghi bu ngay 30, to truong bao lai danh sach truoc 16h",
    "Phòng HC-NS: bảng lương T11 đã gửi email, thắc mắc liên hệ chị Hạnh máy lẻ 204.",
    "[NOI BO] CTKM thang 12: cua hang cap nhat bang gia moi len may POS truoc 9h sang mai, tuyet doi khong ban gia cu.",
    "QC chuyen 2 bao loi son lo 117, yeu cau dung line kiem tra lai",
  ],
  survey: [
    "Anh/chi thay buoi kham hom qua the nao? Nhan HL neu hai long, KHL neu chua.",
    "Mời phụ huynh góp ý về chất lượng bữa ăn bán trú của con qua biểu mẫu: https://example.com/kshs",
    "Sau khi lap mang, nhan vien co thu them phi nao khong? Soan CO hoac KHONG gui 0000",
    "Khảo sát mức độ hài lòng dịch vụ một cửa quý IV, mất 3 phút: example.com/motcua",
  ],
  greeting: [
    "Chuc mung sinh nhat anh Khoa, kinh chuc anh suc khoe va hanh phuc. Bao hiem An Nhien Viet",
    "Nhân ngày 20/11, nhà trường kính chúc quý thầy cô mạnh khoẻ, công tác tốt.",
    "Xuân Đinh Mùi sắp về, tập thể nhân viên SenLamBank gửi lời cảm ơn và chúc gia đình Quý khách nhiều niềm vui.",
    "8/3 vui ve chi nhe! Gara Thanh Tam Phat",
  ],
  confirmation: [
    "Đặt bàn thành công: 6 người, 19h thứ Bảy 05/12, khu ngoài trời. Nhà hàng Đồi Sương Mai",
    "Theo yêu cầu của Quý khách, số 09xx.xxx.118 đã được đưa vào danh sách không nhận tin quảng cáo.",
    "Ho so so 2611-0098 da tiep nhan, hen tra ket qua 07/12.",
    "Gia han the tap thanh cong den 01/12/2027. Ma hoi vien G0419.",
  ],

  // Advertising (quảng cáo).
  discount: [
    "[QC] Giam 50% toan bo giay dep tu 28-30/11 tai he thong Buoc Chan Nho. Tu choi soan TC gui 0000",
    "Sale sập sàn! Áo khoác đồng giá 199k, chỉ hôm nay",
    "Nhập mã TIEC30 bớt 30k cho đơn từ 150k trên app Bếp Cô Ba Rổ",
    "Don hang da giao thanh cong. Tang ban voucher 10% cho lan mua tiep theo: CAMON10",
    "Nha khoa Rang Sua Xinh: tay trang rang con 1tr2 (gia goc 2tr), den het 31/12",
    "Học phí khoá IELTS ưu đãi 25% khi đăng ký nhóm 3 người",
    "Quý khách còn 3 ngày để gia hạn gói cước, gia hạn hôm nay chỉ trả nửa giá",
    "mua 1 tang 1 tra sua size L khung gio 14-16h, qua lien nha",
    "Bảo hiểm xe máy điện tử 66k → 45k, mua online 2 phút có ngay giấy chứng nhận",
    "Cuoc internet thang nay: 165.000d. Dong qua vi Lua Pay hoan ngay 20% toi da 30K.",
    "Thành viên Vàng giảm thêm 7% cho hoá đơn cuối tuần tại siêu thị Mộc Lan Chi",
    "Xa kho noi that, sofa da tu 12tr xuong con 6tr9, tra gop 0%",
    "Sinh nhat vui ve chi Ngoc! Ghe tiem trong thang 12 de duoc giam 100k goi dau duong sinh",
    "Vé xem phim thứ Ba chỉ 45.000đ mọi suất chiếu, rẻ hơn ngày thường 40.000đ",
    "Nap the ngay 30/11 khuyen mai 20% gia tri the nap",
    "flash sale 12h trua: noi chien 5L gia soc, sl 50 cai",
    "Lịch bảo dưỡng xe của anh: 05/12. Hãng đang bớt 15% tiền công cho khách đặt hẹn qua app.",
  ],
  advertising: [
    "(QC) Can ho view song Ben Lau Riverside mo ban dot 1, thanh toan 1%/thang. LH 09xx.xxx.222",
    "Khai trương phòng gym Sức Bật Mới ngay ngã tư Bến Cũ, mời cả nhà ghé tập thử miễn phí 3 ngày",
    "Vay nhanh 50 trieu chi can CCCD, giai ngan trong ngay. Goi ngay de duoc tu van",
    "Lớp vẽ cuối tuần cho bé 5-10 tuổi bắt đầu tuyển sinh, học thử buổi đầu không mất phí.",
    "Nhan dat banh chung Tet, la dong que, ship tan nha, chot don truoc 20 thang Chap",
    "Quý khách đủ điều kiện mở thẻ tín dụng SenLamBank hạn mức đến 100 triệu, đăng ký tại example.com/the",
    "Goi 5G sieu toc 6GB/ngay chi 135k/thang. Soan DK 5G135 gui 000",
    "Kỳ bảo dưỡng điều hoà đã đến. Trung tâm Gió Mát Lành nhận vệ sinh máy lạnh tận nhà, có mặt sau 30 phút, gọi 1900 0000",
    "Vay len mua dong ve roi, nang vao shop chon size lien tay nha",
    "Da giu lich hen 04/12 luc 14h cho chi. Ben em vua co lieu trinh tre hoa da moi, chi den som 15p de duoc tu van nhe",
    "Du lịch Cánh Én Nâu: tour Đà Lạt 3N2Đ từ 2.990.000đ, khởi hành thứ Sáu hàng tuần.",
    "Hội thảo du học Úc - gặp trực tiếp đại diện 12 trường, đăng ký giữ chỗ example.com/duhoc",
    "Con hoc lop 1? Phan mem Toan Vui Nhon giup be gioi tu duy, dung thu 7 ngay",
    "Phòng khám Tâm An Nhi vừa có gói tầm soát ung thư cho phụ nữ sau 40 tuổi, liên hệ đặt lịch.",
    "Cần bán nhanh lô đất 100m2 mặt tiền, sổ hồng riêng, giá đầu tư",
    "Hải sản tươi sống về mỗi sáng, cua gạch 1kg 2 con, alo là có.",
    "Hop dong bao hiem cua anh da duoc cap. Anh co the mua them quyen loi nam vien cho vo con, chi tu 3k/ngay",
    "Bạn ơi, giỏ hàng vẫn đang đợi! Đặt ngay kẻo hết đôi giày bạn thích.",
    "Nha hang Doi Suong Mai nhan dat tiec tat nien, co san khau, am thanh, menu tu 350k/khach. Khong gian 400 khach, bai do xe rong, ho tro MC va trang tri theo yeu cau. Lien he quan ly de xem phong va thu mon: 1900 0000",
    "Phụ huynh lưu ý: trung tâm ngoại ngữ Sao Mai Nhỏ mở lớp tiếng Anh giao tiếp ngay tại trường, học phí 800k/tháng, giáo viên bản ngữ, đăng ký sớm giữ chỗ cho con.",
    "Sua chua dien nuoc, thong cong 24/7, gia re",
    "Theo dõi kênh của siêu thị Mộc Lan Chi để không bỏ lỡ món ngon mỗi ngày",
    "Dem nhac acoustic thu Bay nay tai Cafe Hien Nha Cu, ve 150k kem nuoc, dat cho truoc",
  ],
  lottery: [
    "Quay so trung xe may! Moi hoa don 300k nhan 1 ma du thuong tai sieu thi Moc Lan Chi",
    "Cào thẻ trúng ngay, 100% có quà khi mua từ 2 lốc sữa",
    "Chúc mừng! Mã 00912 của bạn trúng giải Ba: một nồi cơm điện. Đến quầy DVKH nhận trước 10/12.",
    "Doan ti so tran chung ket, 20 ban dung va nhanh nhat rinh ao dau",
    "Gửi tiết kiệm từ 20 triệu, rinh cơ hội trúng một chỉ vàng mỗi tuần",
    "Tra loi khao sat 3 cau de duoc boc tham dien thoai gap",
    "Thi ảnh 'Nụ cười của bé', bình chọn nhiều nhất nhận chuyến du lịch biển cho cả nhà",
    "Ban con 2 luot vong quay may man, vao app quay lien keo het han toi nay!",
    "Da nhan thanh toan 500.000d. Quy khach duoc tang 5 ma quay thuong o to, ma cang nhieu co hoi cang lon",
    "Bốc lì xì đầu năm, giải đặc biệt 10 chỉ vàng cho khách mở thẻ hội viên",
  ],
};
