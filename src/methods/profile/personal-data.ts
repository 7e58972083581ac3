/** Why a column looks as if it were about a person. */
export type PersonalReason = 'names a person' | 'reaches a person' | 'special category';

const words: readonly [PersonalReason, readonly string[]][] = [
  [
    'names a person',
    [
      ...['firstname', 'lastname', 'fullname', 'surname', 'givenname', 'familyname', 'maidenname'],
      ...['ssn', 'passport', 'iban', 'birthdate', 'birthday', 'dateofbirth', 'dob', 'username'],
      ...['patientname', 'customername', 'nationalid', 'taxid', 'licenseplate', 'creditcard'],
    ],
  ],
  [
    'reaches a person',
    ['email', 'mail', 'phone', 'telephone', 'mobile', 'fax', 'address', 'street', 'ipaddress'],
  ],
  [
    'special category',
    [
      ...['race', 'ethnicity', 'ethnic', 'religion', 'faith', 'disability', 'disease', 'diagnosis'],
      ...['hiv', 'pregnancy', 'pregnant', 'sexualorientation', 'genetic', 'politicalparty'],
    ],
  ],
];

/**
 * Guesses from a column's name whether it names or reaches a person, or belongs to the special categories of
 * Article 9 GDPR. Words are told by separators and capitals, alone or two together. A hint, never a proof.
 */
export function personalByName(name: string): PersonalReason | undefined {
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const candidates = new Set([
    ...parts,
    ...parts.map((part, index) => part + (parts[index + 1] ?? '')),
    parts.join(''),
  ]);
  return words.find(([, known]) => known.some((word) => candidates.has(word)))?.[0];
}
