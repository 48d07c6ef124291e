/** The id of an account that was opened through the API (documented). */
export const accountIdOf = (document: string, documentType: string): string => `${document}_${documentType}`;
