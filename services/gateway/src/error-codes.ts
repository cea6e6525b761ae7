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
  ["DEADLINE_EXCEEDED", 503, "A service took too long.", "Send again with the same key."],
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
];

const lines: readonly Row[] = [
  ["APPLICATION_DEFICIENT", 422, "Nothing was filed; all is listed.", "Correct and send again."],
  ["APPLICATION_EXISTS", 409, "The number has an open application.", "Continue that one."],
  ["APPLICATION_UNKNOWN", 404, "There is no such application.", "List your applications."],
  ["CASE_MOVED_ON", 409, "The case has another version.", "Read it, then decide again."],
  ["NUMBER_REMOVED_FOR_EVER", 422, "The number lost its right.", "Apply with another number."],
  ["LINE_UNKNOWN", 404, "There is no such line.", "List your lines with GET /v1/lines."],
  ["LINE_NOT_ACTIVE", 422, "The line may not send now.", "See its status and cause."],
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
];

const texts: readonly Row[] = [
  ["TEMPLATE_REFUSED", 422, "The template has faults.", "Correct what is listed."],
  ["TEMPLATE_UNKNOWN", 404, "There is no such template.", "List your templates."],
  ["VERDICT_UNKNOWN", 404, "There is no such verdict.", "Take the id from the refusal."],
  ["LONE_SURROGATE", 422, "A text holds half a character.", "Encode the text again."],
  ["TEXT_TOO_LONG", 422, "The text has too many parts.", "Shorten it."],
];

const sending: readonly Row[] = [
  ["CAMPAIGN_UNKNOWN", 404, "There is no such campaign.", "List your campaigns."],
  ["MESSAGE_UNKNOWN", 404, "There is no such message.", "Take the id from the answer."],
  ["OUTCOME_UNKNOWN", 404, "Nothing is known of it yet.", "Ask again in a moment."],
  ["INSUFFICIENT_FUNDS", 422, "The wallet does not cover it.", "Top it up."],
  ["NO_TARIFF", 422, "No price is known for it.", "Ask your provider."],
];

/** Codes that callers may meet, each with its page at /v1/error-codes/{code}. Rules of texts and forms have their own
 * codes, which come as findings with rule, source and remedy beside them. */
export const errorCodes: ReadonlyMap<string, ErrorCode> = new Map(
  [edge, everywhere, accounts, lines, lists, texts, sending]
    .flat()
    .map(([code, status, meaning, remedy]) => [code, { code, status, meaning, remedy }]),
);
