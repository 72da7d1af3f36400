import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadOrCreateCertificate } from './certificate.ts';

describe('the certificate of a local system', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is for localhost and 127.0.0.1, and stays the same between starts', () => {
    const file = join(folder, 'kept', 'local.pem');

    const made = loadOrCreateCertificate(file);

    const read = new X509Certificate(made.cert);
    expect(read.checkHost('localhost')).toBe('localhost');
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(loadOrCreateCertificate(file)).toEqual(made);
  });

  it('is made anew when the file holds none', () => {
    const file = join(folder, 'local.pem');
    writeFileSync(file, 'not a certificate');

    expect(loadOrCreateCertificate(file).cert).toContain('BEGIN CERTIFICATE');
  });
});
