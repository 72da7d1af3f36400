import { describe, expect, it } from '@jest/globals';
import { auditOf, inWords, isFatal } from './auditReport.ts';

const report = (vulnerabilities: object) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { total: 1 }, dependencies: { total: 321 } },
  });
const leftPad = (severity: string) => ({
  'left-pad': { name: 'left-pad', severity, via: [{ title: 'Pads too far' }], effects: ['right-pad'] },
});

describe('an audit of the packages', () => {
  it.each(['high', 'critical'])('fails for a %s vulnerability, and names it', (severity) => {
    const audit = auditOf(report({ ...leftPad(severity), 'right-pad': { severity, via: ['left-pad'] } }));

    expect(isFatal(audit)).toBe(true);
    expect(inWords(audit)).toBe(
      `321 packages, 2 with a high or critical vulnerability, 0 with a lesser one\n  ${severity}: left-pad; Pads too far\n  ${severity}: right-pad`,
    );
  });

  it.each(['low', 'moderate', 'info'])('does not fail for a %s one', (severity) => {
    const audit = auditOf(report(leftPad(severity)));

    expect(isFatal(audit)).toBe(false);
    expect(inWords(audit)).toBe('321 packages, 0 with a high or critical vulnerability, 1 with a lesser one');
  });

  it('passes where nothing is known', () => {
    expect(isFatal(auditOf(report({})))).toBe(false);
  });

  it.each([
    ['nobody answers', '', 'no answer'],
    ['no JSON comes', '<html>', 'no answer'],
    [
      'the registry has no audit',
      '{"message":"405 Method Not Allowed","error":{"summary":""}}',
      '405 Method Not Allowed',
    ],
    [
      'the network is down',
      '{"error":{"code":"ENOTFOUND","summary":"request failed\\nmore"}}',
      'request failed',
    ],
  ])('says that it did not take place when %s, and fails nothing', (_when, answer, why) => {
    const audit = auditOf(answer);

    expect(isFatal(audit)).toBe(false);
    expect(inWords(audit)).toBe(`registry not reachable, not audited (${why})`);
  });
});
