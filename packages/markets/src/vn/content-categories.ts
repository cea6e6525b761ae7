import type { MarketPackData } from "../schema/pack.js";

const kind = { source: "004 · Service; Policy 1", basis: "interpretation" } as const;
const cares = { onServiceLine: "allowed" } as const;
const advertises = { onServiceLine: "forbidden" } as const;

/** What texts are: customer care and internal information, and what is advertising whatever it is called. */
export const categories = [
  {
    id: "otp",
    english: "verification or log-in code",
    ...cares,
    examples: ["Mã xác thực: {code}"],
    ...kind,
  },
  {
    id: "bank_transaction",
    english: "movement of an account",
    ...cares,
    examples: ["Số dư {amount}"],
    ...kind,
  },
  {
    id: "order_status",
    english: "order, invoice, return",
    ...cares,
    examples: ["Đơn hàng {order} đã được tiếp nhận"],
    ...kind,
  },
  {
    id: "bill",
    english: "bill, fee, due date",
    ...cares,
    examples: ["Tiền điện {amount}, hạn {date}"],
    ...kind,
  },
  {
    id: "appointment_reminder",
    english: "appointment",
    ...cares,
    examples: ["Lịch khám {date}"],
    ...kind,
  },
  {
    id: "school_notice",
    english: "notice of a school",
    ...cares,
    examples: ["Kính mời phụ huynh dự họp {date}"],
    ...kind,
  },
  {
    id: "public_notice",
    english: "notice of an authority or public service",
    ...cares,
    examples: ["Lịch cắt điện {date}"],
    ...kind,
  },
  {
    id: "service_change",
    english: "change in the service",
    ...cares,
    examples: ["Hệ thống bảo trì {date}"],
    ...kind,
  },
  {
    id: "internal_information",
    english: "internal information",
    ...cares,
    examples: ["Họp giao ban {date}"],
    ...kind,
  },
  {
    id: "survey",
    english: "survey of own customers",
    ...cares,
    examples: ["Đánh giá dịch vụ từ 1 đến 5"],
    ...kind,
  },
  {
    id: "greeting",
    english: "thanks and wishes to customers",
    ...cares,
    examples: ["Chúc mừng sinh nhật quý khách"],
    ...kind,
    note: "Not stated; thanks and wishes are care unless they sell.",
  },
  {
    id: "confirmation",
    english: "confirmation",
    ...cares,
    examples: ["Đặt phòng thành công"],
    ...kind,
  },
  {
    id: "discount",
    english: "discount, gift with a purchase",
    ...advertises,
    examples: ["Giảm giá 50%"],
    ...kind,
  },
  {
    id: "advertising",
    english: "any advertising",
    ...advertises,
    examples: ["Khai trương chi nhánh mới"],
    ...kind,
  },
  {
    id: "lottery",
    english: "draw or contest",
    ...advertises,
    examples: ["Bốc thăm may mắn"],
    ...kind,
  },
] satisfies MarketPackData["content"]["categories"];
