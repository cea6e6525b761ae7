import { holidaysOf } from "../holidays.js";

/** Public holidays of Việt Nam from 2021 to 2031. Written by `npm run holidays`. */
export const holidays = holidaysOf(
  `
2021-01-01 Tết Dương lịch
2021-02-11 Giao thừa Tết Nguyên Đán
2021-02-12 Giao thừa Tết Nguyên Đán
2021-02-13 Giao thừa Tết Nguyên Đán
2021-02-14 Giao thừa Tết Nguyên Đán
2021-02-15 Giao thừa Tết Nguyên Đán
2021-04-21 Giỗ tổ Hùng Vương
2021-04-30 Ngày Giải phóng miền Nam
2021-05-01 Quốc tế Lao động
2021-09-02 Quốc khánh
2022-01-01 Tết Dương lịch
2022-01-31 Giao thừa Tết Nguyên Đán
2022-02-01 Giao thừa Tết Nguyên Đán
2022-02-02 Giao thừa Tết Nguyên Đán
2022-02-03 Giao thừa Tết Nguyên Đán
2022-02-04 Giao thừa Tết Nguyên Đán
2022-04-10 Giỗ tổ Hùng Vương
2022-04-30 Ngày Giải phóng miền Nam
2022-05-01 Quốc tế Lao động
2022-09-02 Quốc khánh
2023-01-01 Tết Dương lịch
2023-01-21 Giao thừa Tết Nguyên Đán
2023-01-22 Giao thừa Tết Nguyên Đán
2023-01-23 Giao thừa Tết Nguyên Đán
2023-01-24 Giao thừa Tết Nguyên Đán
2023-01-25 Giao thừa Tết Nguyên Đán
2023-04-29 Giỗ tổ Hùng Vương
2023-04-30 Ngày Giải phóng miền Nam
2023-05-01 Quốc tế Lao động
2023-09-02 Quốc khánh
2024-01-01 Tết Dương lịch
2024-02-09 Giao thừa Tết Nguyên Đán
2024-02-10 Giao thừa Tết Nguyên Đán
2024-02-11 Giao thừa Tết Nguyên Đán
2024-02-12 Giao thừa Tết Nguyên Đán
2024-02-13 Giao thừa Tết Nguyên Đán
2024-04-18 Giỗ tổ Hùng Vương
2024-04-30 Ngày Giải phóng miền Nam
2024-05-01 Quốc tế Lao động
2024-09-02 Quốc khánh
2025-01-01 Tết Dương lịch
2025-01-28 Giao thừa Tết Nguyên Đán
2025-01-29 Giao thừa Tết Nguyên Đán
2025-01-30 Giao thừa Tết Nguyên Đán
2025-01-31 Giao thừa Tết Nguyên Đán
2025-02-01 Giao thừa Tết Nguyên Đán
2025-04-07 Giỗ tổ Hùng Vương
2025-04-30 Ngày Giải phóng miền Nam
2025-05-01 Quốc tế Lao động
2025-09-02 Quốc khánh
2026-01-01 Tết Dương lịch
2026-02-16 Giao thừa Tết Nguyên Đán
2026-02-17 Giao thừa Tết Nguyên Đán
2026-02-18 Giao thừa Tết Nguyên Đán
2026-02-19 Giao thừa Tết Nguyên Đán
2026-02-20 Giao thừa Tết Nguyên Đán
2026-04-26 Giỗ tổ Hùng Vương
2026-04-30 Ngày Giải phóng miền Nam
2026-05-01 Quốc tế Lao động
2026-09-02 Quốc khánh
2027-01-01 Tết Dương lịch
2027-02-05 Giao thừa Tết Nguyên Đán
2027-02-06 Giao thừa Tết Nguyên Đán
2027-02-07 Giao thừa Tết Nguyên Đán
2027-02-08 Giao thừa Tết Nguyên Đán
2027-02-09 Giao thừa Tết Nguyên Đán
2027-04-16 Giỗ tổ Hùng Vương
2027-04-30 Ngày Giải phóng miền Nam
2027-05-01 Quốc tế Lao động
2027-09-02 Quốc khánh
2028-01-01 Tết Dương lịch
2028-01-25 Giao thừa Tết Nguyên Đán
2028-01-26 Giao thừa Tết Nguyên Đán
2028-01-27 Giao thừa Tết Nguyên Đán
2028-01-28 Giao thừa Tết Nguyên Đán
2028-01-29 Giao thừa Tết Nguyên Đán
2028-04-04 Giỗ tổ Hùng Vương
2028-04-30 Ngày Giải phóng miền Nam
2028-05-01 Quốc tế Lao động
2028-09-02 Quốc khánh
2029-01-01 Tết Dương lịch
2029-02-12 Giao thừa Tết Nguyên Đán
2029-02-13 Giao thừa Tết Nguyên Đán
2029-02-14 Giao thừa Tết Nguyên Đán
2029-02-15 Giao thừa Tết Nguyên Đán
2029-02-16 Giao thừa Tết Nguyên Đán
2029-04-23 Giỗ tổ Hùng Vương
2029-04-30 Ngày Giải phóng miền Nam
2029-05-01 Quốc tế Lao động
2029-09-02 Quốc khánh
2030-01-01 Tết Dương lịch
2030-02-01 Giao thừa Tết Nguyên Đán
2030-02-02 Giao thừa Tết Nguyên Đán
2030-02-03 Giao thừa Tết Nguyên Đán
2030-02-04 Giao thừa Tết Nguyên Đán
2030-02-05 Giao thừa Tết Nguyên Đán
2030-04-12 Giỗ tổ Hùng Vương
2030-04-30 Ngày Giải phóng miền Nam
2030-05-01 Quốc tế Lao động
2030-09-02 Quốc khánh
2031-01-01 Tết Dương lịch
2031-01-22 Giao thừa Tết Nguyên Đán
2031-01-23 Giao thừa Tết Nguyên Đán
2031-01-24 Giao thừa Tết Nguyên Đán
2031-01-25 Giao thừa Tết Nguyên Đán
2031-01-26 Giao thừa Tết Nguyên Đán
2031-04-01 Giỗ tổ Hùng Vương
2031-04-30 Ngày Giải phóng miền Nam
2031-05-01 Quốc tế Lao động
2031-09-02 Quốc khánh
`,
  "The state moves days around Tet each year; staff correct them.",
);
