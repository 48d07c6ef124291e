// Prints `N passed, N failed` from JSON reports of vitest; plain JavaScript, since it must run on any Node.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
let missing = 0;
for (const path of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    passed += report.numPassedTests;
    // A file that could not be loaded has no tests to count: it counts as one that failed.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
    );
    failed += report.numFailedTests + broken.length;
  } catch {
    // There is no report when the tests never ran.
    missing += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && missing === 0 && passed > 0 ? 0 : 1;
