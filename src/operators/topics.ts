/** The fourteen questions. A topic word means the same in every folder, in the menu and in the docs. */
export const topics = [
  { id: 'source', question: 'Where does this data come from?' },
  { id: 'profile', question: 'What is in this table?' },
  { id: 'validate', question: 'Does it keep its promises?' },
  { id: 'prepare', question: 'How do I mend it?' },
  { id: 'select', question: 'Which columns matter, and are they worth it?' },
  { id: 'label', question: 'How do I get labels?' },
  { id: 'audit', question: 'Which labels and rows are wrong?' },
  { id: 'synthesize', question: 'Can I make more like it?' },
  { id: 'protect', question: 'What does it give away?' },
  { id: 'train', question: 'Which model fits?' },
  { id: 'evaluate', question: 'How good is it, and for whom?' },
  { id: 'explain', question: 'Why did it say so?' },
  { id: 'monitor', question: 'Has the world changed?' },
  { id: 'publish', question: 'How do I hand it on?' },
] as const;

export type Topic = (typeof topics)[number]['id'];
