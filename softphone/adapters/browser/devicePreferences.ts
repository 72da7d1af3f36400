import type { DeviceRole } from '../../core/index.ts';

/** Keeps the agent's choice of devices in this browser. A browser that keeps nothing forgets it with the page. */
export function createDevicePreferences(storage: Storage) {
  const forgotten = new Map<string, string>();
  const key = (role: DeviceRole) => `softphone.device.${role}`;
  return {
    get(role: DeviceRole): string | undefined {
      try {
        return storage.getItem(key(role)) ?? forgotten.get(role);
      } catch {
        return forgotten.get(role);
      }
    },
    set(role: DeviceRole, deviceId: string): void {
      forgotten.set(role, deviceId);
      try {
        storage.setItem(key(role), deviceId);
      } catch {
        // Storage is off in this browser or frame: the choice lasts as long as the page.
      }
    },
  };
}
