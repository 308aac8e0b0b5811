/** How a device is spoken of. Its name is what it says of itself. */
export function deviceText(deviceName: string | null): string {
  return deviceName ?? 'the device';
}
