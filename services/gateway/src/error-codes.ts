/** What a stable code means, for whoever programs against it. */
export type ErrorCode = {
  readonly code: string;
  readonly status: number;
  readonly meaning: string;
  readonly remedy: string;
};

type Row = readonly [code: string, status: number, meaning: string, remedy: string];

/** The gateway's own codes: the request did not reach a service, or a service did not answer. */
const edge: readonly Row[] = [
  ["ROUTE_UNKNOWN", 404, "There is no such method and path.", "See /openapi.json."],
  ["REQUEST_INVALID", 400, "Fields do not fit the route; findings name each.", "Correct them."],
  ["FIELD_INVALID", 400, "Inside REQUEST_INVALID: one field.", "Send what the schema says."],
  ["REQUEST_MALFORMED", 400, "The request cannot be read.", "Send HTTP as /openapi.json says."],
  ["HEADERS_TOO_LARGE", 431, "The headers are too large.", "Send shorter ones."],
  ["REQUEST_TIMEOUT", 408, "The request did not arrive in time.", "Send it again."],
  ["URL_MALFORMED", 400, "The path cannot be decoded.", "Encode the path as UTF-8."],
  ["JSON_MALFORMED", 400, "The body is not JSON.", "Send one JSON value in UTF-8."],
  ["TEXT_NOT_UNICODE", 400, "A text holds half a character.", "Encode the text as UTF-8 again."],
  ["BODY_MISSING", 400, "The body is empty.", "Send a JSON body."],
  ["BODY_INCOMPLETE", 400, "The body broke off.", "Send the request again."],
  ["BODY_TOO_LARGE", 413, "The body is too large for the route.", "Send less at once."],
  ["FILE_TOO_LARGE", 413, "The file is too large.", "Split the file."],
  ["FILE_MISSING", 400, "The form holds no file.", "Put the fields first and the file last."],
  ["FIELDS_INVALID", 400, "Text fields of a form do not fit.", "Send them before the file."],
  ["MULTIPART_MALFORMED", 400, "The form cannot be read.", "Send fields and one file."],
  ["MEDIA_TYPE_UNSUPPORTED", 415, "The route does not read this format.", "See /openapi.json."],
  ["KEY_MISSING", 401, "No API key was sent.", "Send Authorization: Bearer wl_…"],
  ["INSTALLATION_KEY_MISSING", 401, "No installation key.", "Send X-Installation-Key."],
  ["TOO_MANY_PENDING", 429, "Too many messages wait for an answer.", "Send again in a second."],
  ["GROUP_FAILED", 503, "Its group of messages was not taken.", "Send again with the same key."],
  ["ERROR_CODE_UNKNOWN", 404, "No such code is listed.", "List them with GET /v1/error-codes."],
  ["INTERNAL", 500, "A failure of ours; it was logged.", "Tell your provider the instance."],
];

/** What every service may answer. */
const everywhere: readonly Row[] = [
  ["REQUEST_ID_MISSING", 400, "A change needs a request id.", "Send an Idempotency-Key."],
  ["REQUEST_ID_REUSED", 409, "The key was used with another body.", "Use a fresh key."],
  ["TENANT_REQUIRED", 403, "Only a tenant may do this.", "Use a key of the tenant."],
  ["STAFF_REQUIRED", 403, "Only staff of the provider may do this.", "Ask your provider."],
  ["ROLE_REQUIRED", 403, "The key lacks the role.", "Use a key that has the role."],
  ["OTHER_PROVIDER", 403, "It is another provider's matter.", "Use a key of that provider."],
  ["SERVICE_REQUIRED", 403, "Only services may do this.", "There is no way from outside."],
  ["TOKEN_EXPIRED", 401, "The session ended on the way.", "Send the request again."],
  ["STORE_UNAVAILABLE", 503, "A database is away.", "Send again with the same key."],
  ["UNAVAILABLE", 503, "A service gave no answer.", "Send again with the same key."],
  ["REQUEST_IN_PROGRESS", 409, "The same request is being done.", "Send it again in a moment."],
  ["MARKET_DIFFERS", 400, "It belongs to another market.", "Choose one of your market."],
];

const accounts: readonly Row[] = [
  ["KEY_REFUSED", 401, "The API key does not open.", "Check that it is complete and current."],
  ["TENANT_SUSPENDED", 401, "The tenant is suspended.", "Ask your provider."],
  ["INSTALLATION_KEY_REFUSED", 401, "The installation key is wrong.", "Ask the operator."],
  ["PROVIDER_UNKNOWN", 400, "There is no such provider.", "Choose one of this installation."],
  ["MARKET_UNKNOWN", 400, "There is no such market.", "Choose one of this installation."],
  ["TENANT_UNKNOWN", 404, "There is no such tenant.", "Check the id."],
  ["TENANT_CHANGED", 409, "The tenant changed meanwhile.", "Read it again."],
  ["TERMS_NOT_ACCEPTED", 400, "The terms were not accepted.", "Accept them."],
  ["COMPANY_FILE_CHANGED", 409, "The file has another version.", "Read it, then write again."],
  ["COMPANY_FILE_REFUSED", 422, "Facts of the file are wrong.", "Correct what is listed."],
  ["DOCUMENT_UNKNOWN", 404, "There is no such document.", "List your documents."],
  ["DOCUMENT_CODE_UNKNOWN", 400, "No document has this code.", "Take it from the checklist."],
  ["DOCUMENT_TOO_LARGE", 413, "The document is too large.", "Scan it smaller."],
  ["DOCUMENT_EXPIRED", 400, "The document is no longer valid.", "File a valid one."],
  ["EMPTY_DOCUMENT", 400, "The document is empty.", "Send the file itself."],
  ["UNSUPPORTED_DOCUMENT_TYPE", 400, "It is no scan, PDF or Excel file.", "Convert it."],
  ["FILE_NAME_INVALID", 400, "The file name cannot be used.", "Send the bare name."],
  ["UPLOAD_ABANDONED", 503, "The upload took too long.", "Send it again."],
  ["DOCUMENT_MISSING", 422, "A document is demanded.", "Store it in the company file."],
  ["KEY_UNKNOWN", 404, "There is no such key.", "Check the id."],
  ["OWNER_NAME_MISSING", 400, "The owner has no name.", "Give it."],
  ["EMAIL_MALFORMED", 400, "It is no e-mail address.", "Correct it."],
  ["MOBILE_MALFORMED", 400, "It is no mobile number.", "Correct it."],
  ["NATIONAL_ID_INVALID", 422, "The check digit is wrong.", "Correct the number."],
  ["NATIONAL_CODE_INVALID", 422, "The check digit is wrong.", "Correct the number."],
  ["SECTOR_UNKNOWN", 422, "There is no such sector.", "Choose one of the schema."],
  ["UPLOAD_BROKEN", 503, "The upload ended too early.", "Send it again."],
  ["UPLOAD_MALFORMED", 400, "The upload cannot be read.", "Send it again."],
];

const lines: readonly Row[] = [
  ["APPLICATION_DEFICIENT", 422, "Nothing was filed; all is listed.", "Correct and send again."],
  ["APPLICATION_EXISTS", 422, "The number has an open application.", "Continue that one."],
  ["APPLICATION_UNKNOWN", 404, "There is no such application.", "List your applications."],
  ["CASE_MOVED_ON", 409, "The case has another version.", "Read it, then decide again."],
  ["NUMBER_REMOVED_FOR_EVER", 422, "The number lost its right.", "Apply with another number."],
  ["LINE_UNKNOWN", 404, "There is no such line.", "List your lines with GET /v1/lines."],
  ["LINE_NOT_ACTIVE", 422, "The line may not send now.", "See its status and cause."],
  ["FAMILY_UNKNOWN", 422, "The provider has no such family.", "Choose one it offers."],
  ["NOT_BY_APPLICATION", 422, "The family is not applied for.", "Ask your provider."],
  ["FORM_MISSING", 422, "The commitment form is missing.", "Fill it in."],
  ["COMPANY_FILE_INCOMPLETE", 422, "The company file lacks facts.", "Fill them in."],
  ["FORM_DIFFERS_FROM_COMPANY_FILE", 422, "Form and file differ.", "Make them agree."],
  ["NOTE_MISSING", 422, "The promissory note is missing.", "Hand it in."],
  ["NOTE_AMOUNT_WRONG", 422, "The note has another amount.", "See the checklist."],
  ["NOTE_BENEFICIARY_WRONG", 422, "The note names another payee.", "See the checklist."],
  ["NOTE_NOT_SIGNED", 422, "The note is not signed.", "Stamp and sign it."],
  ["CUSTOMER_LIST_MISSING", 422, "The sample list is missing.", "Upload it to /v1/imports."],
  ["LINE_NUMBER_INVALID", 422, "The number is none of the family.", "Correct it."],
  ["NUMBER_OF_ANOTHER", 422, "The number is another company's.", "Check the number."],
  ["ALREADY_SERVICE_LINE", 422, "The number is a service line.", "Use it; see GET /v1/lines."],
  [
    "SERVICE_LINE_NEEDS_APPLICATION",
    400,
    "A service line is applied for.",
    "Have its holder apply.",
  ],
  ["LINE_EXISTS", 409, "The number is entered already.", "See GET /v1/lines."],
  ["STEP_IMPOSSIBLE", 422, "The case cannot take this step.", "See possibleEvents."],
  ["STEP_OF_ANOTHER_ROLE", 403, "Another role takes this step.", "Use a key of that role."],
  ["WORDS_NEEDED", 400, "A refusal needs the operator's words.", "Give them as note."],
  ["STEP_BY_APPLY", 400, "The applicant takes this step.", "Send PUT /v1/applications/{id}."],
  ["ORIGINALS_MISSING", 422, "Originals have not arrived.", "Hand them over."],
  ["ORIGINALS_UNKNOWN", 400, "They are no originals of it.", "See the checklist."],
  ["REASONS_NEEDED", 400, "A return needs its reasons.", "Give findings."],
];

const lists: readonly Row[] = [
  ["LIST_UNKNOWN", 404, "There is no such list.", "List your lists."],
  ["IMPORT_UNKNOWN", 404, "There is no such import.", "Take the id from the upload."],
  ["IMPORT_NOT_FINISHED", 422, "The file is still being read.", "Ask for its state again."],
  ["NO_REJECTED_ROWS", 422, "The import has no rejected rows.", "See its state."],
  ["NOT_A_SAMPLE", 422, "It is no sample of an application.", "Upload it to /v1/imports."],
  ["LINE_ALREADY_GOVERNED", 409, "Another list governs the line.", "Import into that list."],
  ["UPLOAD_SUPERSEDED", 409, "The upload was sent again.", "Ask for the import's state."],
  ["NAME_MISSING", 400, "A name is missing.", "Give one."],
  ["AUDIENCE_MISSING", 400, "Neither list nor numbers.", "Name one of them."],
  ["TOO_MANY_NUMBERS", 400, "Too many numbers in a request.", "Upload a list."],
  ["CUSTOMER_LIST_NOT_DEMANDED", 404, "No sample is demanded.", "Leave it out."],
  ["LIST_VERSION_UNKNOWN", 422, "The list has no such version.", "Read the list again."],
];

const texts: readonly Row[] = [
  ["TEMPLATE_REFUSED", 422, "The template has faults.", "Correct what is listed."],
  ["TEMPLATE_UNKNOWN", 404, "There is no such template.", "List your templates."],
  ["VERDICT_UNKNOWN", 404, "There is no such verdict.", "Take the id from the refusal."],
  ["LONE_SURROGATE", 422, "A text holds half a character.", "Encode the text again."],
  ["TEXT_TOO_LONG", 422, "The text has too many parts.", "Shorten it."],
  ["EMPTY_TEXT", 422, "The text is empty.", "Write one."],
  ["TEXT_INVALID", 422, "The text cannot be used.", "See the finding."],
  ["TEXT_NOT_SENDABLE", 422, "No alphabet carries the text.", "Change the characters."],
  ["TEXT_OR_TEMPLATE", 422, "Text and template, or neither.", "Send one of them."],
  ["MISSING_VARIABLE", 422, "A variable has no value.", "Give it."],
  ["VARIABLE_TOO_LONG", 422, "A value is too long.", "Shorten it."],
  ["TEMPLATE_NOT_APPROVED", 422, "The template is not approved.", "Wait for the desk."],
  ["TEMPLATE_NOT_UNDER_REVIEW", 422, "It is decided already.", "Read it again."],
  ["TEMPLATE_CHANGED", 409, "The template changed meanwhile.", "Read it again."],
  ["CAMPAIGN_NOT_HELD", 422, "The campaign is not held.", "Read its state."],
  [
    "advertising_on_service_line",
    422,
    "A service line carries no ads.",
    "Use an advertising line.",
  ],
  ["free_text_needs_desk", 422, "A free text to many is held.", "Wait, or use a template."],
];

const sending: readonly Row[] = [
  ["CAMPAIGN_UNKNOWN", 404, "There is no such campaign.", "List your campaigns."],
  ["MESSAGE_UNKNOWN", 404, "There is no such message.", "Take the id from the answer."],
  ["OUTCOME_UNKNOWN", 404, "Nothing is known of it yet.", "Ask again in a moment."],
  ["INSUFFICIENT_FUNDS", 422, "The wallet does not cover it.", "Top it up."],
  ["NO_TARIFF", 422, "No price is known for it.", "Ask your provider."],
  ["CAMPAIGN_ENDED", 422, "The campaign is over.", "Submit a new one."],
  ["NO_RECIPIENTS", 422, "Nobody is left to write to.", "See what was dropped, and why."],
  ["NO_ROUTE", 422, "No route carries this operator.", "Ask your provider."],
  ["ROUTES_UNKNOWN", 503, "The routes are not known yet.", "Send again in a moment."],
  ["GROUP_GIVEN_UP", 503, "It took too long to judge.", "Send again with the same key."],
  ["NOT_CLEARED", 422, "The text was not cleared.", "See the verdict card."],
  ["WALLET_UNKNOWN", 404, "There is no such wallet.", "Check the tenant."],
  ["ENTRY_UNKNOWN", 400, "There is no such entry.", "Page from an entryId you got."],
  ["RESERVATION_UNKNOWN", 404, "There is no such reservation.", "Check the id."],
  ["AMOUNT_NOT_POSITIVE", 422, "The amount is not positive.", "Correct it."],
  ["AMOUNT_TOO_LARGE", 422, "The amount is over the cap.", "Book it in parts."],
  ["CURRENCY_MISMATCH", 422, "The wallet has another currency.", "Use the wallet's."],
  ["AMOUNT_MISSING", 400, "A top-up has an amount.", "Give it."],
  ["COUNTS_INVALID", 400, "These counts cannot be priced.", "Send 1 to 1,000 fitting counts."],
  ["RESERVATION_CLOSED", 422, "The reservation is over.", "Submit it anew."],
  ["opted_out", 422, "The subscriber refused.", "Do not write to this number."],
  ["blacklisted", 422, "The subscriber blocked ads.", "Do not advertise to it."],
  ["not_on_customer_list", 422, "The line follows a list.", "Add the customer to it."],
];

/** Codes that callers may meet, each with its page at /v1/error-codes/{code}. Rules of texts and forms have their own
 * codes, which come as findings with rule, source and remedy beside them. */
export const errorCodes: ReadonlyMap<string, ErrorCode> = new Map(
  [edge, everywhere, accounts, lines, lists, texts, sending]
    .flat()
    .map(([code, status, meaning, remedy]) => [code, { code, status, meaning, remedy }]),
);
