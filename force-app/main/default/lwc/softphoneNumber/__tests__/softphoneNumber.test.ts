import { displayNumber, isCallable } from 'c/softphoneNumber';

describe('c/softphoneNumber', () => {
  it('shows a national number of North America in its own form', () => {
    expect(displayNumber('+14155550100', 'US')).toBe('(415) 555-0100');
    expect(displayNumber('+14155550100', 'DE')).toBe('+1 415 555-0100');
  });

  it.each([
    ['+4930123456', '+49 301 234 56'],
    ['+390612345678', '+39 061 234 5678'],
    ['+79161234567', '+7 916 123 4567'],
    ['+353871234567', '+353 871 234 567'],
    ['+97142345678', '+971 423 456 78'],
    ['+1234', '+1 234'],
  ])('shows %s in groups behind its calling code', (number, shown) => {
    expect(displayNumber(number, 'US')).toBe(shown);
  });

  it('says that a number is withheld', () => {
    expect(displayNumber('anonymous', 'US')).toBe('Number withheld');
    expect(isCallable('anonymous')).toBe(false);
  });

  it('shows what is no number as it is', () => {
    expect(displayNumber('sip:desk', 'US')).toBe('sip:desk');
  });
});
