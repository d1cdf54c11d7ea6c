ALTER TABLE `outbox` ADD `person_id` text;
ALTER TABLE `outbox` ADD `returned_at` integer;
ALTER TABLE `outbox` ADD `returned_for` text;
-- Mails from before are whose address it is now, since it was told to have changed hands; the rest is nobody's.
update outbox set person_id = people.id from people
left join (select recipient, max(created_at) as at from outbox where kind = 'email-changed' group by recipient) as moved on moved.recipient = people.email
where people.email = outbox.recipient and people.created_at <= outbox.created_at and outbox.created_at > coalesce(moved.at, 0);
update outbox set state = 'dropped' where state = 'suppressed' and error = 'Nothing is to be said any more';
CREATE INDEX `outbox_person` ON `outbox` (`person_id`,`created_at`) WHERE person_id is not null;
