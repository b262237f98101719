import {
  AdminForgetDeviceCommand,
  AdminGetDeviceCommand,
  AdminListDevicesCommand,
  ConfirmDeviceCommand,
  ForgetDeviceCommand,
  GetDeviceCommand,
  ListDevicesCommand,
  UpdateDeviceStatusCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';

import { client, POOL_ID, userPool } from '../../../testing/start-cognito.ts';
import { confirmDevice, gone, startWithPassword } from './devices.ts';
import { cognitoOfFile, newUser } from './fixtures.ts';
import { addUser } from './sign-in.ts';

const remembering = (DeviceConfiguration: Record<string, boolean>) =>
  cognitoOfFile({ pools: [userPool({ DeviceConfiguration }, [client()])] });

describe('devices that are always remembered', () => {
  const cognito = remembering({ DeviceOnlyRememberedOnUserPrompt: false });

  it('ConfirmDevice: takes the key of the token’s own sign-in, once', async () => {
    const { email } = await newUser(cognito);
    const { AuthenticationResult: result } = await startWithPassword(cognito, email);
    const { AuthenticationResult: other } = await startWithPassword(cognito, email);
    const mixed = { ...result, NewDeviceMetadata: other?.NewDeviceMetadata };
    await expect(confirmDevice(cognito, mixed)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid device key given.',
    });
    const DeviceKey = result?.NewDeviceMetadata?.DeviceKey;
    const bare = { AccessToken: result?.AccessToken, DeviceKey };
    await expect(cognito.sdk.send(new ConfirmDeviceCommand(bare))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await confirmDevice(cognito, result);
    await expect(confirmDevice(cognito, result)).rejects.toMatchObject({
      name: 'DeviceKeyExistsException',
    });
  });

  it('ListDevices, AdminListDevices: page by page; admins read more of each', async () => {
    const { email, sub } = await newUser(cognito);
    let AccessToken: string | undefined;
    for (const name of ['Phone', 'Laptop', 'Tablet']) {
      const { AuthenticationResult: result } = await startWithPassword(cognito, email);
      await confirmDevice(cognito, result, name);
      AccessToken = result?.AccessToken;
    }
    const list = (Limit: number, PaginationToken?: string) =>
      cognito.sdk.send(new ListDevicesCommand({ AccessToken, Limit, PaginationToken }));
    const first = await list(2);
    const { Devices: last, PaginationToken } = await list(2, first.PaginationToken);
    expect([first.Devices?.length, last?.length, PaginationToken]).toEqual([2, 1, undefined]);
    const [device] = last ?? [];
    const now = new Date(cognito.clock.now());
    expect(device).toMatchObject({
      DeviceCreateDate: now,
      DeviceLastModifiedDate: now,
      DeviceLastAuthenticatedDate: now,
    });
    expect(device?.DeviceAttributes).toEqual([
      { Name: 'device_status', Value: 'valid' },
      { Name: 'device_name', Value: expect.stringMatching(/^(Phone|Laptop|Tablet)$/) as string },
      { Name: 'last_ip_used', Value: expect.stringContaining('127.0.0.1') as string },
    ]);
    const UserPoolId = POOL_ID;
    const all = await cognito.sdk.send(
      new AdminListDevicesCommand({ UserPoolId, Username: email }),
    );
    expect(all.Devices).toHaveLength(3);
    const owner = `${sub}.${POOL_ID}`;
    const key = device?.DeviceKey ?? '';
    expect(all.Devices?.at(-1)?.DeviceAttributes).toEqual(
      expect.arrayContaining([
        {
          Name: 'dev:device_arn',
          Value: `arn:aws:cognito-idp:us-east-1:000000000000:owner/${owner}/device/${key}`,
        },
        { Name: 'dev:device_owner', Value: owner },
        { Name: 'dev:device_remembered_status', Value: 'remembered' },
      ]),
    );
  });
});

describe('devices that people are asked about', () => {
  const cognito = remembering({ DeviceOnlyRememberedOnUserPrompt: true });

  it('UpdateDeviceStatus: a confirmed device is its owner’s to see once it is remembered', async () => {
    const { email } = await newUser(cognito);
    const { AuthenticationResult: result } = await startWithPassword(cognito, email);
    const { device, isUpToPerson } = await confirmDevice(cognito, result);
    expect(isUpToPerson).toBe(true);
    const { AccessToken } = result ?? {};
    const DeviceKey = device.key;
    const own = { AccessToken, DeviceKey };
    const admin = { UserPoolId: POOL_ID, Username: email, DeviceKey };
    const list = async () =>
      (await cognito.sdk.send(new ListDevicesCommand({ AccessToken }))).Devices ?? [];
    expect(await list()).toEqual([]);
    await expect(cognito.sdk.send(new GetDeviceCommand(own))).rejects.toMatchObject(gone);
    const seen = await cognito.sdk.send(new AdminGetDeviceCommand(admin));
    expect(seen.Device?.DeviceAttributes).toContainEqual({
      Name: 'dev:device_remembered_status',
      Value: 'not_remembered',
    });
    cognito.clock.advance(60_000);
    const DeviceRememberedStatus = 'remembered';
    await cognito.sdk.send(new UpdateDeviceStatusCommand({ ...own, DeviceRememberedStatus }));
    expect(await list()).toMatchObject([
      { DeviceKey, DeviceLastModifiedDate: new Date(cognito.clock.now()) },
    ]);
    expect((await cognito.sdk.send(new GetDeviceCommand(own))).Device?.DeviceKey).toBe(DeviceKey);
    await cognito.sdk.send(new AdminForgetDeviceCommand(admin));
    await expect(cognito.sdk.send(new AdminForgetDeviceCommand(admin))).rejects.toMatchObject(gone);
    await expect(cognito.sdk.send(new ForgetDeviceCommand(own))).rejects.toMatchObject(gone);
  });
});

describe('pools without devices', () => {
  const cognito = cognitoOfFile();

  it('devices: no key and no claim; the actions say that nothing is tracked', async () => {
    await addUser(cognito, 'ann@example.com');
    const { AuthenticationResult: result } = await startWithPassword(cognito, 'ann@example.com', {
      DEVICE_KEY: 'us-east-1_00000000-0000-4000-8000-000000000000',
    });
    expect(result?.NewDeviceMetadata).toBeUndefined();
    expect(decodeJwt(result?.AccessToken ?? '')['device_key']).toBeUndefined();
    const { AccessToken } = result ?? {};
    await expect(cognito.sdk.send(new ListDevicesCommand({ AccessToken }))).rejects.toMatchObject({
      name: 'InvalidUserPoolConfigurationException',
    });
  });
});
