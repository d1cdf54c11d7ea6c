-- What a person's pages show of the person's own standing: other organizations to switch to, the way to the staff pages.
create trigger memberships_insert_standing after insert on memberships begin update people set updated_at = updated_at + 1 where id = new.person_id; end;
create trigger memberships_update_standing after update on memberships begin update people set updated_at = updated_at + 1 where id in (old.person_id, new.person_id); end;
create trigger memberships_delete_standing after delete on memberships begin update people set updated_at = updated_at + 1 where id = old.person_id; end;
create trigger staff_insert_standing after insert on staff begin update people set updated_at = updated_at + 1 where email = new.email; end;
create trigger staff_delete_standing after delete on staff begin update people set updated_at = updated_at + 1 where email = old.email; end;
