import { redirect } from 'next/navigation';
import { HOME_PATH } from '@/components/home-path';

export default function HomePage() {
  redirect(HOME_PATH);
}
