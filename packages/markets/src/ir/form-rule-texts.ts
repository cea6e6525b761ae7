/**
 * The rules of the commitment form in Persian, as they are shown before it is filled in. Our wording of
 * the demands (interpretation); what each asks is printed in its source.
 */
export const formRuleTexts: Readonly<Record<string, string>> = {
  not_on_letterhead:
    "فرم باید روی سربرگ رسمی شرکت چاپ شود؛ روی هم افتادن متن فرم و طرح سربرگ اشکالی ندارد.",
  missing_stamp_or_signature:
    "فرم باید به مهر شرکت و امضای صاحبان امضای مجاز، طبق روزنامهٔ رسمی، برسد.",
  handwritten_form: "فرم باید تایپ شده باشد؛ اپراتور فرم دست‌نویس را نمی‌پذیرد.",
  company_name_missing_in_clause_3: "نام کامل شرکت باید در بند ۳ تعهدنامه نوشته شود.",
  incomplete_information: "همهٔ اطلاعات فرم باید کامل و بدون نقص نوشته شود.",
  ceo_or_representative_identity_incomplete:
    "مشخصات مدیرعامل و نماینده باید هر دو کامل نوشته شود، حتی اگر یک نفر باشند.",
  no_dedicated_site: "شرکت باید وب‌سایت اختصاصی و معتبر داشته باشد.",
  site_missing_company_name: "نام کامل شرکت باید در وب‌سایت درج شده و به‌آسانی قابل مشاهده باشد.",
  site_missing_activity:
    "فعالیت مرتبط با پیامک‌ها باید در وب‌سایت درج شده و به‌آسانی قابل مشاهده باشد.",
  email_public_provider:
    "رایانامه باید سازمانی باشد؛ نشانی‌های Yahoo، Gmail و مانند آن پذیرفته نیست.",
  email_domain_mismatch: "رایانامه باید روی دامنهٔ همان وب‌سایت شرکت باشد.",
  rep_mobile_not_mci: "شمارهٔ همراه نماینده باید شمارهٔ همراه اول باشد.",
  rep_mobile_not_own_name: "شمارهٔ همراه نماینده باید به نام خود نماینده باشد.",
  rep_signature_area_not_blank: "محل مهر و امضای نماینده باید خالی بماند.",
  target_audience_missing: "جامعهٔ هدف باید کامل نوشته شود.",
  generic_content_subject:
    "موضوع و محتوای پیامک باید روشن و دقیق باشد؛ عنوان‌های کلی مانند «اطلاع‌رسانی» پذیرفته نیست.",
  activity_type_vague: "نوع فعالیت شرکت باید دقیق نوشته شود.",
};
