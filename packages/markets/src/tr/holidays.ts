import { holidaysOf } from "../holidays.js";

/** Public holidays of Türkiye from 2021 to 2031. Written by `npm run holidays`. */
export const holidays = holidaysOf(
  `
2021-01-01 Yılbaşı
2021-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2021-05-01 Emek ve Dayanışma Günü
2021-05-13 Ramazan Bayramı
2021-05-14 Ramazan Bayramı
2021-05-15 Ramazan Bayramı
2021-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2021-07-15 Demokrasi ve Millî Birlik Günü
2021-07-20 Kurban Bayramı
2021-07-21 Kurban Bayramı
2021-07-22 Kurban Bayramı
2021-07-23 Kurban Bayramı
2021-08-30 Zafer Bayramı
2021-10-29 Cumhuriyet Bayramı
2022-01-01 Yılbaşı
2022-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2022-05-01 Emek ve Dayanışma Günü
2022-05-02 Ramazan Bayramı
2022-05-03 Ramazan Bayramı
2022-05-04 Ramazan Bayramı
2022-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2022-07-09 Kurban Bayramı
2022-07-10 Kurban Bayramı
2022-07-11 Kurban Bayramı
2022-07-12 Kurban Bayramı
2022-07-15 Demokrasi ve Millî Birlik Günü
2022-08-30 Zafer Bayramı
2022-10-29 Cumhuriyet Bayramı
2023-01-01 Yılbaşı
2023-04-21 Ramazan Bayramı
2023-04-22 Ramazan Bayramı
2023-04-23 Ramazan Bayramı; Ulusal Egemenlik ve Çocuk Bayramı
2023-05-01 Emek ve Dayanışma Günü
2023-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2023-06-28 Kurban Bayramı
2023-06-29 Kurban Bayramı
2023-06-30 Kurban Bayramı
2023-07-01 Kurban Bayramı
2023-07-15 Demokrasi ve Millî Birlik Günü
2023-08-30 Zafer Bayramı
2023-10-29 Cumhuriyet Bayramı
2024-01-01 Yılbaşı
2024-04-10 Ramazan Bayramı
2024-04-11 Ramazan Bayramı
2024-04-12 Ramazan Bayramı
2024-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2024-05-01 Emek ve Dayanışma Günü
2024-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2024-06-16 Kurban Bayramı
2024-06-17 Kurban Bayramı
2024-06-18 Kurban Bayramı
2024-06-19 Kurban Bayramı
2024-07-15 Demokrasi ve Millî Birlik Günü
2024-08-30 Zafer Bayramı
2024-10-29 Cumhuriyet Bayramı
2025-01-01 Yılbaşı
2025-03-30 Ramazan Bayramı
2025-03-31 Ramazan Bayramı
2025-04-01 Ramazan Bayramı
2025-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2025-05-01 Emek ve Dayanışma Günü
2025-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2025-06-06 Kurban Bayramı
2025-06-07 Kurban Bayramı
2025-06-08 Kurban Bayramı
2025-06-09 Kurban Bayramı
2025-07-15 Demokrasi ve Millî Birlik Günü
2025-08-30 Zafer Bayramı
2025-10-29 Cumhuriyet Bayramı
2026-01-01 Yılbaşı
2026-03-20 Ramazan Bayramı
2026-03-21 Ramazan Bayramı
2026-03-22 Ramazan Bayramı
2026-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2026-05-01 Emek ve Dayanışma Günü
2026-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2026-05-27 Kurban Bayramı
2026-05-28 Kurban Bayramı
2026-05-29 Kurban Bayramı
2026-05-30 Kurban Bayramı
2026-07-15 Demokrasi ve Millî Birlik Günü
2026-08-30 Zafer Bayramı
2026-10-29 Cumhuriyet Bayramı
2027-01-01 Yılbaşı
2027-03-09 Ramazan Bayramı
2027-03-10 Ramazan Bayramı
2027-03-11 Ramazan Bayramı
2027-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2027-05-01 Emek ve Dayanışma Günü
2027-05-16 Kurban Bayramı
2027-05-17 Kurban Bayramı
2027-05-18 Kurban Bayramı
2027-05-19 Kurban Bayramı; Atatürk'ü Anma Gençlik ve Spor Bayramı
2027-07-15 Demokrasi ve Millî Birlik Günü
2027-08-30 Zafer Bayramı
2027-10-29 Cumhuriyet Bayramı
2028-01-01 Yılbaşı
2028-02-26 Ramazan Bayramı
2028-02-27 Ramazan Bayramı
2028-02-28 Ramazan Bayramı
2028-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2028-05-01 Emek ve Dayanışma Günü
2028-05-05 Kurban Bayramı
2028-05-06 Kurban Bayramı
2028-05-07 Kurban Bayramı
2028-05-08 Kurban Bayramı
2028-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2028-07-15 Demokrasi ve Millî Birlik Günü
2028-08-30 Zafer Bayramı
2028-10-29 Cumhuriyet Bayramı
2029-01-01 Yılbaşı
2029-02-14 Ramazan Bayramı
2029-02-15 Ramazan Bayramı
2029-02-16 Ramazan Bayramı
2029-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2029-04-24 Kurban Bayramı
2029-04-25 Kurban Bayramı
2029-04-26 Kurban Bayramı
2029-04-27 Kurban Bayramı
2029-05-01 Emek ve Dayanışma Günü
2029-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2029-07-15 Demokrasi ve Millî Birlik Günü
2029-08-30 Zafer Bayramı
2029-10-29 Cumhuriyet Bayramı
2030-01-01 Yılbaşı
2030-02-04 Ramazan Bayramı
2030-02-05 Ramazan Bayramı
2030-02-06 Ramazan Bayramı
2030-04-13 Kurban Bayramı
2030-04-14 Kurban Bayramı
2030-04-15 Kurban Bayramı
2030-04-16 Kurban Bayramı
2030-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2030-05-01 Emek ve Dayanışma Günü
2030-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2030-07-15 Demokrasi ve Millî Birlik Günü
2030-08-30 Zafer Bayramı
2030-10-29 Cumhuriyet Bayramı
2031-01-01 Yılbaşı
2031-01-24 Ramazan Bayramı
2031-01-25 Ramazan Bayramı
2031-01-26 Ramazan Bayramı
2031-04-02 Kurban Bayramı
2031-04-03 Kurban Bayramı
2031-04-04 Kurban Bayramı
2031-04-05 Kurban Bayramı
2031-04-23 Ulusal Egemenlik ve Çocuk Bayramı
2031-05-01 Emek ve Dayanışma Günü
2031-05-19 Atatürk'ü Anma Gençlik ve Spor Bayramı
2031-07-15 Demokrasi ve Millî Birlik Günü
2031-08-30 Zafer Bayramı
2031-10-29 Cumhuriyet Bayramı
`,
  "Lunar dates are predictions; staff correct them. The afternoon before a feast counts as a working day.",
);
