-- Whoever was shown what a person learns may certify that, and nothing else: the grant opened every kind of document.

alter policy issues on documents.issued
  with check (
    issued_by = kernel.actor()
    and revoked_at is null
    and office_id in (select documents.issuing_offices())
    and (kind like 'learning.%' or office_id in (select access.desks()))
    and (
      subject_id is null
      or custodian_id in (select access.desks())
      or (kind like 'learning.%' and subject_id in (select consent.subjects('learning')))
    )
  );
