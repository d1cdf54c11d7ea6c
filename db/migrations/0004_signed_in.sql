ALTER TABLE `people` ADD `signed_in_at` integer;
update people set signed_in_at = (select max(created_at) from sessions where sessions.person_id = people.id);
