import type { Reporter, TestCase, TestModule } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** How many hostile inputs one test holds; one where absent. */
    inputs?: number;
  }
}

/** Prints, behind all else, how many inputs of each hostile battery did as they should: `JSONTestSuite: 318 of 318`. */
export default class BatteryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const batteries = new Map<string, { passed: number; total: number }>();
    for (const test of modules.filter(isBattery).flatMap(testsOf)) {
      const name = batteryOf(test);
      const counts = batteries.get(name) ?? { passed: 0, total: 0 };
      const inputs = test.meta().inputs ?? 1;
      counts.total += inputs;
      if (test.result().state === 'passed') counts.passed += inputs;
      batteries.set(name, counts);
    }
    const lines = [...batteries].map(
      ([name, { passed, total }]) =>
        `   ${name}: ${passed.toLocaleString('en')} of ${total.toLocaleString('en')}\n`,
    );
    if (lines.length > 0)
      process.stdout.write(`\n Hostile input, as it should be\n${lines.join('')}\n`);
  }
}

function isBattery({ moduleId }: TestModule): boolean {
  return /[\\/]test[\\/](e2e[\\/])?hostile[\\/]/.test(moduleId);
}

function testsOf(module: TestModule): TestCase[] {
  return [...module.children.allTests()];
}

/** The outermost group that a test stands in. */
function batteryOf(test: TestCase): string {
  return test.fullName.split(' > ')[0]!;
}
