import { redirect } from 'next/navigation';
import { HOME_PATH } from './(auth)/_lib/callback-path';

export default function HomePage() {
  redirect(HOME_PATH);
}
