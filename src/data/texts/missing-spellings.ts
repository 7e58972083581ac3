/** Texts that usually mean "no value": lower case, without blanks around. The empty one stands for blanks alone. */
export const missingSpellings = ['na', 'n/a', '#n/a', 'nan', 'null', 'none', '-', '?', ''] as const;
