/** How the tables of error codes are written down. */
export type CodeRow = readonly [code: string, status: number, meaning: string, remedy: string];
