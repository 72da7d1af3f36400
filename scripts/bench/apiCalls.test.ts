import { describe, expect, it } from '@jest/globals';
import { apiCallSection } from './apiCalls.ts';

describe('API calls for a hundred calls', () => {
  it('are counted by kind of call, and weighed by the mix', () => {
    const counts = [
      { name: 'answered', calls: 20, byKind: { 'GET search': 20, 'PATCH sobjects': 40 } },
      { name: 'abandoned', calls: 10, byKind: { 'GET search': 10 } },
    ];

    const { columns, rows } = apiCallSection(counts, [0.75, 0.25]);

    expect(columns).toEqual(['calls', 'GET search', 'PATCH sobjects', 'in all']);
    expect(rows).toEqual([
      ['answered', '100', '200', '300'],
      ['abandoned', '100', '0', '100'],
      ['**mix**', '', '', '250'],
    ]);
  });
});
