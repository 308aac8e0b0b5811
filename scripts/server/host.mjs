// Names, with the underscores that containers have; IPv4; IPv6 in brackets; a port.
const HOST = /^([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/;

/**
 * Whether a text is one host, with or without a port, as a Host header has it.
 * @param {unknown} value
 */
export function isHost(value) {
  return typeof value === 'string' && HOST.test(value) && URL.canParse(`http://${value}`);
}
