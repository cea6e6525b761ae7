import type { CodeRow } from "./code-row.js";

/** Orders of credit and how they are paid. */
const orders: readonly CodeRow[] = [
  ["ORDER_UNKNOWN", 404, "There is no such order.", "List your orders."],
  ["ORDER_CLOSED", 422, "The order is over.", "Place a new one."],
  ["ORDER_METHOD_WRONG", 422, "The order is paid in another way.", "See its method."],
  ["PAYMENT_METHOD_UNKNOWN", 422, "The provider offers no such way to pay.", "Choose another."],
  ["PAYMENT_PORT_UNKNOWN", 404, "There is no such payment port.", "Check the address."],
  ["RETURN_URL_INVALID", 400, "The browser cannot come back there.", "Name a page of the console."],
  ["CODE_UNKNOWN", 422, "There is no such discount code.", "Check the code, or leave it out."],
  ["CODE_SPENT", 422, "The code holds for the first order.", "Leave the code out."],
  ["CREDIT_PRICE_UNKNOWN", 422, "Credits have no price here.", "Ask your provider."],
  ["TRANSFER_PROOF_MISSING", 400, "A proof is a document.", "Put it into the company file first."],
  ["RECEIPT_MISSING", 422, "The payment has no number.", "Give the bank's number of it."],
  ["TRANSFER_NOT_PROVED", 422, "No proof of the transfer came.", "Ask the customer for it."],
  ["RECEIPT_USED", 409, "This payment was booked before.", "Check the bank's number."],
  ["DECISION_UNKNOWN", 400, "There is no such decision.", "See /openapi.json for the words."],
  ["PAYMENT_CASE_UNKNOWN", 404, "There is no such payment.", "List the payments that wait."],
  ["PAYMENT_CASE_DECIDED", 409, "It was decided otherwise.", "Read the case."],
  ["REFUND_REFERENCE_USED", 409, "It paid another payment back.", "Give this transfer's number."],
  ["REFUND_REFERENCE_MISSING", 422, "A refund has its number.", "Give the bank's number of it."],
];

/** Price lists of a provider. */
const tariffs: readonly CodeRow[] = [
  ["TARIFF_FAULTY", 422, "The price list has faults; findings name each.", "Correct them."],
  ["TARIFF_EMPTY", 422, "Inside TARIFF_FAULTY: nothing is priced.", "Give tiers and prices."],
  ["TARIFF_HOLE", 422, "Inside TARIFF_FAULTY: parts without a price.", "Close the gap."],
  ["TARIFF_OVERLAP", 422, "Inside TARIFF_FAULTY: two prices for a part.", "Keep one."],
  ["TARIFF_PRICE_NEGATIVE", 422, "Inside TARIFF_FAULTY: below zero.", "Correct the price."],
  ["TARIFF_PRICE_ABSURD", 422, "Inside TARIFF_FAULTY: over the cap.", "Check its units."],
  [
    "TARIFF_TAX_OTHER",
    422,
    "Inside TARIFF_FAULTY: not the market's tax.",
    "Say its rate, or none.",
  ],
  ["TARIFF_WORD_UNKNOWN", 422, "Inside TARIFF_FAULTY: the market has no such word.", "See it."],
  ["TARIFF_UNKNOWN", 404, "There is no such price list.", "List the price lists."],
  ["TARIFF_ID_INVALID", 400, "A list has a short name.", "Use letters, digits, . _ or -."],
  ["TARIFF_CHANGED", 409, "The list changed meanwhile.", "Read it again."],
  ["TARIFF_NOT_DRAFT", 422, "The list is no draft any more.", "Draft another one."],
  ["TARIFF_DATE_INVALID", 422, "It cannot begin on that day.", "Name today or a day to come."],
  ["TARIFF_NOT_PENDING", 422, "No activation waits for a second person.", "Read it again."],
  ["TARIFF_REACH_LARGE", 422, "Inside a comparison: it touches many.", "Two people decide."],
  ["TARIFF_PRICES_LARGE", 422, "Inside a comparison: a price leaps.", "Two people decide."],
  ["TARIFF_COST_LARGE", 422, "Inside a comparison: it moves much money.", "Two people decide."],
  ["TARIFF_IN_FORCE", 422, "It is in force.", "Put another one in force."],
];

/** Terms, invoices, statements. */
const billing: readonly CodeRow[] = [
  ["MODE_UNKNOWN", 400, "There are prepaid and postpaid.", "Name one of them."],
  ["CREDIT_LIMIT_INVALID", 422, "The limit does not fit.", "Postpaid has one, prepaid none."],
  ["PAYS_FOR_UNKNOWN", 400, "Nothing is charged by that rule.", "Send a known one, or none."],
  ["DUE_UNKNOWN", 404, "There is no such fee.", "List the customer's fees."],
  ["DUE_NOT_OWED", 422, "The fee is paid.", "Give it back by a credit note."],
  ["DUE_INVOICED", 422, "The fee stands on an invoice.", "Issue a credit note for it."],
  ["LIMIT_IN_USE", 422, "More of the limit is used.", "Wait for the payment, or leave more."],
  ["NOTICE_INVALID", 422, "Nobody can be warned like this.", "Send amounts and numbers that fit."],
  ["PROPOSAL_UNKNOWN", 404, "No such proposal waits.", "List those that wait."],
  ["PROPOSAL_DECIDED", 409, "A colleague agreed before.", "Look at what it set."],
  ["MONTH_INVALID", 400, "That is no month.", "Send one such as 2026-11."],
  [
    "MONTH_BOOKS_DIFFER",
    422,
    "The month does not add up.",
    "Prove the books (npm run verify-ledger).",
  ],
  ["INVOICE_FAILED", 503, "It could not be issued now.", "Issue it again; the log says why."],
  ["INVOICE_LACKS_NOTHING", 409, "It names both with addresses.", "It stays as it is."],
  ["INVOICE_CORRECTED", 409, "A credit note gave some of it back.", "Give the rest back, too."],
  ["ADDRESS_MISSING", 422, "An address is still missing.", "Enter it in the company file."],
  ["MONTH_NOT_OVER", 422, "The month is not over.", "Ask again after its last day."],
  ["INVOICE_UNKNOWN", 404, "There is no such invoice.", "List your invoices."],
  ["CREDIT_NOTE_TOO_LARGE", 422, "More than the invoice is left with.", "Give less back."],
  ["PAPER_UNKNOWN", 400, "There is no such paper.", "See /openapi.json."],
  ["CLOCK_WENT_BACK", 503, "The clock stands in a month that is over.", "Try again later."],
  ["MAX_COST_EXCEEDED", 422, "It may cost more than was allowed.", "Allow more, or send less."],
];

/** Operators' invoices, and resellers. */
const others: readonly CodeRow[] = [
  ["INVOICE_FILE_MALFORMED", 400, "The file cannot be read.", "Send message_id;parts;amount."],
  ["INVOICE_IDS_UNKNOWN", 422, "Most ids of the file are unknown.", "Check operator and day."],
  ["INVOICE_DAY_INVALID", 422, "That day is not over, or none.", "Name a day that is over."],
  ["INVOICE_DAY_KNOWN", 409, "Another file bills that day.", "Close its cases first."],
  ["COST_PRICE_INVALID", 422, "That is no cost price.", "Send a script, a day, an amount."],
  ["CASE_UNKNOWN", 404, "There is no such case.", "List the cases."],
  ["CASE_OVER", 422, "The case is closed.", "Leave it."],
  ["RESELLER_INVALID", 422, "It cannot be its reseller.", "Name another customer."],
  ["NOT_RESOLD", 404, "It is no customer of this reseller.", "List your customers."],
  ["SURCHARGE_INVALID", 422, "That is no surcharge.", "Send amounts from zero up."],
  ["MARGIN_TOO_SMALL", 422, "So much was not earned.", "Draw less."],
  ["TEXT_EMPTY", 422, "There is no text.", "Send one."],
];

export const money = [orders, tariffs, billing, others].flat();
