/** The papers that the process itself speaks of, by their codes in the packs. */
export const formCode = "commitment_form";

/** The list is judged by the service lists; it is no document of the company file. */
export const customerListCode = "customer_list";
