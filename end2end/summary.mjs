// A Playwright reporter: how many tests passed, failed and were skipped, for scripts/test.
import { mkdirSync, writeFileSync } from 'node:fs';

export default class Summary {
  onBegin(_config, suite) {
    this.tests = suite.allTests();
  }

  onEnd(result) {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const test of this.tests) {
      const outcome = test.outcome();
      count[outcome === 'skipped' ? 'skipped' : outcome === 'unexpected' ? 'failed' : 'passed'] += 1;
    }
    if (result.status !== 'passed' && count.failed === 0) count.failed = 1; // a failure outside of any test
    const folder = new URL('test-results/', import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL('summary.json', folder), `${JSON.stringify(count)}\n`);
  }
}
