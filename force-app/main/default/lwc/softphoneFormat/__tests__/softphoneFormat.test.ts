import { clockTime, countryName, fill, timeOfDay } from 'c/softphoneFormat';
import { NOW } from '../../../../../../test/components/views.ts';

describe('c/softphoneFormat', () => {
  it('shows a span as minutes and seconds, and hours once there are any', () => {
    expect([0, 7.9, 61, 3599, 3723].map(clockTime)).toEqual(['0:00', '0:07', '1:01', '59:59', '1:02:03']);
  });

  it('shows no span below zero', () => {
    expect(clockTime(-3)).toBe('0:00');
  });

  it('shows the time of day in the language of the reader', () => {
    expect(timeOfDay(NOW, 'de-DE')).toMatch(/^\d{1,2}:30$/);
    expect(timeOfDay(NOW, 'en-US')).toMatch(/^\d{1,2}:30\s[AP]M$/);
  });

  it('names a country, and shows a code that names none as it is', () => {
    expect(countryName('DE', 'en')).toBe('Germany');
    expect(countryName('001', 'en')).toBe('001');
  });

  it('fills placeholders and leaves those without a value', () => {
    expect(fill('{0} of {1}, {2}', 1, 'two')).toBe('1 of two, {2}');
  });
});
