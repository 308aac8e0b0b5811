import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { requireUser } from '@/lib/auth/session';
import { getProfile } from '@/lib/users/users';
import { NameForm } from './_components/name-form';
import { PasswordForm } from './_components/password-form';
import { ProfileSection } from './_components/profile-section';
import { SpaceList } from './_components/space-list';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  const profile = await getProfile(await requireUser());
  return (
    <>
      <PageHeader title="Profile">Who you are here, and what you may reach.</PageHeader>
      <div className="divide-y border-t">
        <ProfileSection title="About you" text="What you are called here.">
          <NameForm email={profile.email} firstName={profile.firstName} lastName={profile.lastName} />
        </ProfileSection>
        {profile.hasPassword && (
          <ProfileSection
            title="Password"
            text="Changing it ends your other sessions. Your API keys keep working."
          >
            <PasswordForm email={profile.email} />
          </ProfileSection>
        )}
        <ProfileSection title="Spaces" text="Your API keys have the same role as you in each of these.">
          <SpaceList spaces={profile.spaces} isSuperadmin={profile.isSuperadmin} />
        </ProfileSection>
      </div>
    </>
  );
}
