DROP INDEX `outbox_request`;
CREATE INDEX `outbox_request` ON `outbox` (`request_id`,`person_id`) WHERE request_id is not null;
