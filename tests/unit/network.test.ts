import fc from 'fast-check';
import { networkOf } from '@/lib/network';

describe('the network that tries are counted by', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:0207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('is one for all of a /64, and another for the next', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), (host) => {
        expect(networkOf(`2001:db8:0:1:${host.join(':')}`)).toBe('2001:db8:0:1::/64');
        expect(networkOf(`2001:db8:0:2:${host.join(':')}`)).toBe('2001:db8:0:2::/64');
      }),
    );
  });

  it('fits its column, whatever is claimed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) =>
        expect(networkOf(text).length).toBeLessThanOrEqual(64),
      ),
    );
  });
});
