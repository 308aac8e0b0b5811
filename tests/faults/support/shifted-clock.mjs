// Loaded before an application (`node --import`): a clock that can be told to
// jump. Only what the time of day is changes; timers go on, as they do when a
// machine's clock is set.
const RealDate = Date;
let shiftMs = 0;

globalThis.Date = class extends RealDate {
  // Its own: the framework puts another around this one, and takes along what is not inherited.
  static parse = RealDate.parse;
  static UTC = RealDate.UTC;
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shiftMs);
    else super(...given);
  }

  static now() {
    return RealDate.now() + shiftMs;
  }
};

process.on('message', (message) => {
  if (typeof message?.clockShiftMs !== 'number') return;
  shiftMs = message.clockShiftMs;
  process.send({ clock: Date.now() });
});
