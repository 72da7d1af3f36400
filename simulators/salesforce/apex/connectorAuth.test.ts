import { verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sampleProject } from '../console/testing/sampleProject.ts';
import type { Org, OrgUser } from '../org/org.ts';
import { ApexFailure, ApexRegistry, ApexUnavailable } from './apexRegistry.ts';
import { CodeAccess } from './codeAccess.ts';
import { connectorAuth } from './connectorAuth.ts';
import { orgCertificate } from './orgCertificate.ts';

const org = {
  id: '00D000000000001AAA',
  now: () => 1_800_000_000_999,
  schema: { object: () => undefined },
  effectiveAccess: () => ({ userPermissions: new Set<string>() }),
} as unknown as Org;
const project = sampleProject();
const access = new CodeAccess(org, project.forceApp);
const mayUse = (user: OrgUser, name: string): boolean => access.mayUse(user, 'apexClass', name);

afterAll(() => {
  project.remove();
});

function agent(permissionSets: readonly string[]): OrgUser {
  return {
    id: '005000000000001AAA',
    username: 'ana@example.com',
    name: 'Ana Agent',
    email: '',
    title: undefined,
    profileName: 'Standard User',
    callCenterId: undefined,
    permissionSets,
    customPermissions: [...permissionSets, 'Other'],
  };
}

function issue(user: OrgUser, nonce = 'n+1'): string {
  const certificate = orgCertificate(undefined);
  const registry = new ApexRegistry([connectorAuth({ org, certificate, newId: () => 'id-1' })], mayUse);
  const params = new URLSearchParams({ nonce, audience: 'https://connector.example' });
  return registry.run({ className: 'ConnectorAuth', methodName: 'issueAgentToken' }, { user, params });
}

describe('the token the org gives an agent', () => {
  it('says who the agent is, for ninety seconds', () => {
    const [header, claims] = issue(agent(['CTI_Agent', 'CTI_Supervisor']))
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);

    expect(header).toEqual({ alg: 'RS256', kid: 'CTI_Connector' });
    expect(claims).toEqual({
      iss: '00D000000000001AAA',
      sub: '005000000000001AAA',
      aud: 'https://connector.example',
      nonce: 'n+1',
      jti: 'id-1',
      iat: 1_800_000_000,
      exp: 1_800_000_090,
      name: 'Ana Agent',
      permissions: ['CTI_Agent', 'CTI_Supervisor'],
    });
  });

  it("is signed by the org's certificate", () => {
    const [header, claims, signature] = issue(agent(['CTI_Agent'])).split('.');

    const genuine = verify(
      'sha256',
      Buffer.from(`${header!}.${claims!}`),
      orgCertificate(undefined).publicKeyPem,
      Buffer.from(signature!, 'base64url'),
    );

    expect(genuine).toBe(true);
  });

  it('needs a nonce of bearable length', () => {
    expect(() => issue(agent(['CTI_Agent']), ' ')).toThrow(ApexFailure);
    expect(() => issue(agent(['CTI_Agent']), 'n'.repeat(513))).toThrow('1 to 512 characters');
  });

  it('is refused to a user without the permission set, as an unknown class is', () => {
    expect(() => issue(agent([]))).toThrow(new ApexUnavailable('Could not load Apex class: ConnectorAuth.'));
    const empty = new ApexRegistry([], mayUse);
    expect(() =>
      empty.run(
        { className: 'Nothing', methodName: 'a' },
        { user: agent([]), params: new URLSearchParams() },
      ),
    ).toThrow('Could not load Apex class: Nothing.');
  });
});

/** The same module once more, which has read nothing yet. */
const anotherCopy = ['./orgCertificate.ts', 'anew'].join('?');

describe("the org's certificate", () => {
  it("is kept in the org's folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orgCertificate-'));
    const made = orgCertificate(folder);

    const { orgCertificate: readAnew } = (await import(anotherCopy)) as {
      orgCertificate: typeof orgCertificate;
    };

    expect(readAnew(folder).publicKeyPem).toBe(made.publicKeyPem);
    expect(made.publicKeyPem).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    rmSync(folder, { recursive: true });
  });
});
