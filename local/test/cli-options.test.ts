import { describe, expect, test } from 'vitest';
import { readCliOptions } from '../cli-options.ts';

describe('readCliOptions', () => {
  test('readCliOptions: without flags nothing is set but the seed', () => {
    const options = readCliOptions([]);
    expect(options).toMatchObject({ help: false, log: 'requests', logValues: false, json: false });
    expect(options.start).toEqual({
      fresh: false,
      seed: true,
      tracing: { showsValues: false },
      watch: true,
      parameters: {},
    });
  });

  test('readCliOptions: reads every flag', () => {
    const options = readCliOptions(
      '--port 0 --host 0.0.0.0 --allow-host engine --allow-aws --issuer local --data d --assembly a --stack A --stack B --parameter S.Stage=one --parameter /k=a=b --dynamodb http://h:1 --clock 2100-01-31T09:00:00+01:00 --fresh --no-seed --import e --export-on-exit x --no-traces --no-watch --inspect-port 9230 --log debug --log-values --json --help'.split(
        ' ',
      ),
    );
    expect(options).toEqual({
      command: { kind: 'start' },
      help: true,
      log: 'debug',
      logValues: true,
      inspectPort: 9230,
      json: true,
      start: {
        port: 0,
        host: '0.0.0.0',
        allowedHosts: ['engine'],
        allowAws: true,
        issuer: 'local',
        dataFolder: 'd',
        assemblyFolder: 'a',
        stacks: ['A', 'B'],
        parameters: { 'S.Stage': 'one', '/k': 'a=b' },
        dynamodbEndpoint: 'http://h:1',
        startAt: Date.UTC(2100, 0, 31, 8),
        fresh: true,
        seed: false,
        importFrom: 'e',
        watch: false,
        tracing: false,
      },
      exportOnExit: 'x',
    });
  });

  test('readCliOptions: --clock takes how much later it is than now', () => {
    for (const [text, ms] of [
      ['+90m', 90 * 60_000],
      ['+36h', 36 * 3_600_000],
      ['+10d', 240 * 3_600_000],
    ] as const) {
      const before = Date.now();
      const { startAt = 0 } = readCliOptions(['--clock', text]).start;
      expect(startAt).toBeGreaterThanOrEqual(before + ms);
      expect(startAt).toBeLessThanOrEqual(Date.now() + ms);
    }
  });

  test('readCliOptions: --inspect is on the port that Node has for it', () => {
    expect(readCliOptions(['--inspect']).inspectPort).toBe(9_229);
    expect(readCliOptions([]).inspectPort).toBeNull();
  });

  test('readCliOptions: --quiet is --log quiet', () => {
    expect(readCliOptions(['--quiet']).log).toBe('quiet');
  });

  test('readCliOptions: doctor takes the flags of a start', () => {
    const { command, start } = readCliOptions(['doctor', '--port', '5', '--data', 'd']);
    expect({ command, start }).toMatchObject({
      command: { kind: 'doctor' },
      start: { port: 5, dataFolder: 'd' },
    });
  });

  test.each([
    [['--clock', 'tomorrow'], /--clock tomorrow is no time, such as 2027-01-31T09:00:00Z or \+36h/],
    [['--clock', '2027-02-30T99:00Z'], /is no time/],
    [['--prot', '1'], /Unknown option '--prot'/],
    [['--prot', '1'], /is --port meant\?/],
    [['--otlp', 'collector'], /--otlp collector is no URL/],
    [['--quite'], /is --quiet meant\?/],
    [['--seed'], /Option '--seed <value>' argument missing/],
    [['--log', 'loud'], /--log loud is none of quiet, requests, debug, json/],
    [['--params', 'a=b'], /Unknown option '--params'. See/],
    [['--data', ''], /--data has no value/],
    [['--assembly='], /--assembly has no value/],
    [['up'], /Unexpected argument 'up'/],
    [['--port'], /--port/],
    [['--port', 'x'], /--port x is no port/],
    [['--port', '70000'], /--port 70000 is no port/],
    [['--port', '-1'], /--port/],
    [['--allow-host', 'http://engine'], /--allow-host http:\/\/engine is no host name/],
    [['--issuer', 'x'], /--issuer x is neither aws nor local/],
    [['--parameter', 'Stage'], /--parameter Stage is not of the form NAME=VALUE/],
    [['--parameter', '=x'], /NAME=VALUE/],
    [['--dynamodb', 'localhost:8000'], /--dynamodb localhost:8000 is no URL/],
    [['--dynamodb', 'ftp://anna:s3cret@host'], /--dynamodb ftp:\/\/host is no URL/],
  ])('readCliOptions: %j is refused', (args, message) => {
    const read = (): unknown => readCliOptions(args);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'ERR_FLAG' }));
    expect(read).toThrow(/--help/);
  });
});
