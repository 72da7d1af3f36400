import { describe, expect, it } from '@jest/globals';
import { pageOriginOf, withAddresses } from './addresses.ts';

describe('the address of Visualforce pages', () => {
  it.each([
    ['https://acme.my.salesforce.com', 'https://acme--c.vf.force.com'],
    ['https://acme--test.sandbox.my.salesforce.com', 'https://acme--test--c.sandbox.vf.force.com'],
    ['https://acme-dev-ed.develop.my.salesforce.com/', 'https://acme-dev-ed--c.develop.vf.force.com'],
  ])('of %s is %s', (instanceUrl, origin) => {
    expect(pageOriginOf(instanceUrl)).toBe(origin);
  });

  it('is not guessed for an org without enhanced domains', () => {
    expect(() => pageOriginOf('https://na12.salesforce.com')).toThrow(/Switch enhanced domains on/);
  });
});

describe('a metadata file', () => {
  const addresses = {
    serviceUrl: new URL('https://cti.example.com/'),
    pageOrigin: 'https://acme--c.vf.force.com',
  };

  it.each([
    ['<value>https://localhost:8443/connector</value>', '<value>https://cti.example.com</value>'],
    [
      '<endpointUrl>https://localhost:8443</endpointUrl>',
      '<endpointUrl>https://cti.example.com</endpointUrl>',
    ],
    ['<endpointUrl>wss://localhost:8443</endpointUrl>', '<endpointUrl>wss://cti.example.com</endpointUrl>'],
    [
      '<endpointUrl>https://mydomain--c.vf.force.com</endpointUrl>',
      '<endpointUrl>https://acme--c.vf.force.com</endpointUrl>',
    ],
    ['<value>/apex/Softphone</value>', '<value>https://acme--c.vf.force.com/apex/Softphone</value>'],
    [
      '"reqStandbyUrl":"/apex/Softphone?standby=1"',
      '"reqStandbyUrl":"https://acme--c.vf.force.com/apex/Softphone?standby=1"',
    ],
  ])('gets the addresses of its installation: %s', (local, own) => {
    expect(withAddresses(local, addresses)).toBe(own);
  });

  it('keeps relative addresses of pages while no org is known', () => {
    const { serviceUrl } = addresses;

    expect(withAddresses('<value>/apex/Softphone</value>', { serviceUrl })).toBe(
      '<value>/apex/Softphone</value>',
    );
  });
});
