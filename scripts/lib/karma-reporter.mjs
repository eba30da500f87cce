import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Says what failed and how many passed, and nothing else. With RESULTS_FILE set it also leaves the counts there for
 * `npm test`. A plain object, because Karma binds only the methods it can enumerate.
 */
export function countingReporter() {
  const counts = { passed: 0, failed: 0, skipped: 0 };

  const fail = (name, why) => {
    counts.failed += 1;
    console.error(`FAILED ${name}\n${why.replace(/^/gm, '    ')}`);
  };

  return {
    onSpecComplete(_browser, result) {
      if (result.skipped) counts.skipped += 1;
      else if (result.success) counts.passed += 1;
      else fail([...result.suite, result.description].join(' › '), result.log.join('\n'));
    },
    onBrowserLog(_browser, text, level) {
      console.log(`  ${level}: ${text}`);
    },
    onBrowserError(browser, error) {
      fail(`${browser.name} stopped`, error?.message ?? String(error));
    },
    onRunComplete() {
      const { passed, failed, skipped } = counts;
      console.log(`Unit tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
      const file = process.env.RESULTS_FILE;
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}
