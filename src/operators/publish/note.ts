import { defineOperator } from '../contract';
import { text } from '../params';

export default defineOperator({
  id: 'publish.note',
  version: 1,
  topic: 'publish',
  title: 'Note',
  question: 'What should the next reader know?',
  inputs: {},
  params: {
    text: text({
      label: 'Text',
      help: 'Markdown. Links ask before they open; images and scripts from elsewhere are not loaded.',
      lines: 8,
      language: 'markdown',
    }),
  },
  output: 'report',
  run: async (_, params) => ({ text: params.text }),
  describe: ({ text }) => {
    const words = text.split(/\s+/).filter((word) => word !== '').length;
    return [{ level: 'info', text: words === 0 ? 'An empty note.' : `A note of ${words} words.` }];
  },
});
