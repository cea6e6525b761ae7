import type { UseFormReturnType } from "@mantine/form";
import type { RequestValues } from "./request-values.js";

/** The form that the sections of a request share. */
export type RequestFormState = UseFormReturnType<RequestValues>;
