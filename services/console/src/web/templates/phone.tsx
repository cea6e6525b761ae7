import { useTranslations } from "use-intl";

import classes from "./phone.module.css";

/** The text as it arrives: under its sender, and where its parts would be cut. */
export function Phone({
  sender,
  pieces,
}: {
  readonly sender: string;
  readonly pieces: readonly string[];
}) {
  const t = useTranslations("template");
  return (
    <div className={classes["phone"]} role="img" aria-label={`${t("preview")}: ${pieces.join("")}`}>
      <div className={classes["sender"]}>
        <bdi>{sender}</bdi>
      </div>
      <div aria-hidden>
        {pieces.length === 0 ? (
          <div className={classes["hint"]}>{t("previewEmpty")}</div>
        ) : (
          pieces.map((piece, place) => (
            <div key={place} className={classes["bubble"]} dir="auto">
              {piece}
            </div>
          ))
        )}
      </div>
    </div>
  );
}
