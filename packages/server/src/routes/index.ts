/**
 * The inventory of routes: one file each, grouped by area. A route is data (who may call it, what it takes and how much,
 * what it answers) and a small handler; only what is listed here is served.
 */
import type { Route } from '../http/route.js'
import { getTemplate } from './templates/get-template.js'
import { getTemplateFile } from './templates/get-template-file.js'
import { installTemplate } from './templates/install-template.js'
import { listTemplates } from './templates/list-templates.js'
import { packTemplate } from './templates/pack-template.js'
import { planTemplate } from './templates/plan-template.js'
import { removeSample } from './templates/remove-sample.js'
import { uninstallTemplate } from './templates/uninstall-template.js'
import { upgradeTemplate } from './templates/upgrade-template.js'
import { uploadTemplate } from './templates/upload-template.js'
import { validateTemplate } from './templates/validate-template.js'
import { runScenarios } from './templates/run-scenarios.js'
import { getOpenapi } from './api/get-openapi.js'
import { getTypeDeclarations } from './api/get-type-declarations.js'
import { exportAudit } from './audit/export-audit.js'
import { listAudit } from './audit/list-audit.js'
import { verifyAudit } from './audit/verify-audit.js'
import { getChange } from './changes/get-change.js'
import { listChanges } from './changes/list-changes.js'
import { planChanges } from './changes/plan-changes.js'
import { planUndo } from './changes/plan-undo.js'
import { publishChanges } from './changes/publish-changes.js'
import { undoChange } from './changes/undo-change.js'
import { listWaitingFields } from './conversions/list-waiting-fields.js'
import { listWaitingValues } from './conversions/list-waiting-values.js'
import { retryWaitingValues } from './conversions/retry-waiting-values.js'
import { getDocument } from './documents/get-document.js'
import { explainAccess } from './access/explain-access.js'
import { getRecordRights } from './access/get-record-rights.js'
import { getRights } from './access/get-rights.js'
import { listShares } from './access/list-shares.js'
import { shareRecord } from './access/share-record.js'
import { unshareRecord } from './access/unshare-record.js'
import { whoMay } from './access/who-may.js'
import { listDocuments } from './documents/list-documents.js'
import { listUsages } from './documents/list-usages.js'
import { deleteDraft } from './drafts/delete-draft.js'
import { getDraft } from './drafts/get-draft.js'
import { saveDraft } from './drafts/save-draft.js'
import { exportRecords } from './exports/export-records.js'
import { previewExport } from './exports/preview-export.js'
import { listenToEvents } from './events/listen-to-events.js'
import { getFile } from './files/get-file.js'
import { uploadFile } from './files/upload-file.js'
import { abortJob } from './jobs/abort-job.js'
import { getJob } from './jobs/get-job.js'
import { acceptInvitation } from './links/accept-invitation.js'
import { lookAtInvitation } from './links/look-at-invitation.js'
import { lookAtResetLink } from './links/look-at-reset-link.js'
import { makeInvitation } from './links/make-invitation.js'
import { makeResetLink } from './links/make-reset-link.js'
import { resetPassword } from './links/reset-password.js'
import { listNotifications } from './notifications/list-notifications.js'
import { readNotifications } from './notifications/read-notifications.js'
import { erasePerson } from './personal/erase-person.js'
import { erasePersonal } from './personal/erase-personal.js'
import { getPersonData } from './personal/get-person-data.js'
import { getPersonalData } from './personal/get-personal-data.js'
import { healthz } from './operations/healthz.js'
import { metrics } from './operations/metrics.js'
import { readyz } from './operations/readyz.js'
import { changePerson } from './people/change-person.js'
import { createPerson } from './people/create-person.js'
import { deactivatePerson } from './people/deactivate-person.js'
import { getHoldings } from './people/get-holdings.js'
import { getPerson } from './people/get-person.js'
import { handOverPerson } from './people/hand-over-person.js'
import { importPeople } from './people/import-people.js'
import { invitePeople } from './people/invite-people.js'
import { listPeople } from './people/list-people.js'
import { reactivatePerson } from './people/reactivate-person.js'
import { aggregateRecords } from './records/aggregate-records.js'
import { changeRecord } from './records/change-record.js'
import { createRecord } from './records/create-record.js'
import { deleteRecord } from './records/delete-record.js'
import { getHistory } from './records/get-history.js'
import { getStages } from './records/get-stages.js'
import { getRecord } from './records/get-record.js'
import { getRecordSchema } from './records/get-record-schema.js'
import { listRecords } from './records/list-records.js'
import { queryRecords } from './records/query-records.js'
import { findDuplicates } from './records/find-duplicates.js'
import { mergeRecords } from './records/merge-records.js'
import { previewMerge } from './records/preview-merge.js'
import { unmergeRecords } from './records/unmerge-records.js'
import { restoreRecord } from './records/restore-record.js'
import { writeBatch } from './records/write-batch.js'
import { changeSecret } from './secrets/change-secret.js'
import { createSecret } from './secrets/create-secret.js'
import { deleteSecret } from './secrets/delete-secret.js'
import { listSecrets } from './secrets/list-secrets.js'
import { changeMe } from './session/change-me.js'
import { deleteMySession } from './session/delete-my-session.js'
import { deleteSession } from './session/delete-session.js'
import { finishSso } from './sso/finish-sso.js'
import { startSso } from './sso/start-sso.js'
import { getSignInWays } from './session/get-ways.js'
import { endOtherSessions } from './session/end-other-sessions.js'
import { getMe } from './session/get-me.js'
import { listMySessions } from './session/list-my-sessions.js'
import { postSession } from './session/post-session.js'
import { signInSecond } from './session/post-second.js'
import { beginSecondStep } from './second-step/begin-second-step.js'
import { confirmSecondStep } from './second-step/confirm-second-step.js'
import { endSecondStep } from './second-step/end-second-step.js'
import { getSecondStep } from './second-step/get-second-step.js'
import { renewRecoveryCodes } from './second-step/renew-recovery-codes.js'
import { resetSecondStep } from './second-step/reset-second-step.js'
import { getSetup } from './setup/get-setup.js'
import { postSetup } from './setup/post-setup.js'
import { createToken } from './tokens/create-token.js'
import { deleteToken } from './tokens/delete-token.js'
import { listTokens } from './tokens/list-tokens.js'
import { cancelRun } from './workflows/cancel-run.js'
import { getRun } from './workflows/get-run.js'
import { listRuns } from './workflows/list-runs.js'
import { listWorkflows } from './workflows/list-workflows.js'
import { retryRun } from './workflows/retry-run.js'
import { simulateWorkflow } from './workflows/simulate-workflow.js'
import { startRuns } from './workflows/start-runs.js'

export const routes: readonly Route[] = [
  healthz,
  readyz,
  metrics,
  getSetup,
  postSetup,
  postSession,
  signInSecond,
  getSignInWays,
  startSso,
  finishSso,
  deleteSession,
  getMe,
  changeMe,
  listMySessions,
  deleteMySession,
  endOtherSessions,
  getSecondStep,
  beginSecondStep,
  confirmSecondStep,
  renewRecoveryCodes,
  endSecondStep,
  resetSecondStep,
  listTokens,
  createToken,
  deleteToken,
  listPeople,
  createPerson,
  importPeople,
  invitePeople,
  getPerson,
  changePerson,
  deactivatePerson,
  reactivatePerson,
  makeInvitation,
  makeResetLink,
  lookAtInvitation,
  acceptInvitation,
  lookAtResetLink,
  resetPassword,
  getHoldings,
  handOverPerson,
  listDocuments,
  listWaitingFields,
  listWaitingValues,
  retryWaitingValues,
  getDocument,
  listUsages,
  planChanges,
  publishChanges,
  listChanges,
  getChange,
  planUndo,
  undoChange,
  getDraft,
  saveDraft,
  deleteDraft,
  getJob,
  abortJob,
  listRecords,
  queryRecords,
  createRecord,
  getRecord,
  changeRecord,
  deleteRecord,
  findDuplicates,
  mergeRecords,
  previewMerge,
  unmergeRecords,
  restoreRecord,
  writeBatch,
  aggregateRecords,
  exportRecords,
  previewExport,
  getRecordSchema,
  getHistory,
  getStages,
  getRights,
  getRecordRights,
  explainAccess,
  whoMay,
  listShares,
  shareRecord,
  unshareRecord,
  listWorkflows,
  listRuns,
  startRuns,
  getTemplate,
  getTemplateFile,
  installTemplate,
  listTemplates,
  packTemplate,
  planTemplate,
  removeSample,
  uninstallTemplate,
  upgradeTemplate,
  uploadTemplate,
  validateTemplate,
  runScenarios,
  simulateWorkflow,
  getRun,
  retryRun,
  cancelRun,
  uploadFile,
  getFile,
  listenToEvents,
  listNotifications,
  readNotifications,
  listSecrets,
  createSecret,
  changeSecret,
  deleteSecret,
  getPersonalData,
  erasePersonal,
  getPersonData,
  erasePerson,
  listAudit,
  exportAudit,
  verifyAudit,
  getOpenapi,
  getTypeDeclarations,
]
