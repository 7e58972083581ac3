import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

const networkWords = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
];

const banNetwork = {
  'no-restricted-globals': [
    'error',
    ...networkWords.map((name) => ({ name, message: 'Only engine/assets may reach the network.' })),
  ],
  'no-restricted-properties': [
    'error',
    ...['window', 'self', 'globalThis'].flatMap((object) =>
      networkWords.map((property) => ({
        object,
        property,
        message: 'Only engine/assets may reach the network.',
      })),
    ),
    { property: 'sendBeacon', message: 'Nothing leaves the tab.' },
    ...['it', 'test', 'describe'].flatMap((object) =>
      ['only', 'skip', 'todo'].map((property) => ({
        object,
        property,
        message: 'Every test runs.',
      })),
    ),
  ],
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'public/**', 'shots/**', '.cache/**'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    rules: {
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/**'],
    // The leak test tries what is banned, in front of the user, against addresses that are nobody's.
    ignores: ['src/engine/assets/**', 'src/engine/walls/leak-test/**'],
    rules: banNetwork,
  },
  {
    files: ['test/**'],
    rules: { 'no-restricted-properties': banNetwork['no-restricted-properties'] },
  },
  { files: ['test/bench/**', 'test/shots/**', '.ci/**'], rules: { 'no-console': 'off' } },
);
