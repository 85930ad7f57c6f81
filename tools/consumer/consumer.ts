// What a stranger writes who has installed the packages from the registry: type-checked against the published
// declarations and run by Node. It lies outside of the workspace, so it sees only what was packed.
import * as eventStore from '@kehu/event-store'
import * as kehu from '@kehu/kehu'

if (Object.keys(kehu).length === 0 || Object.keys(eventStore).length === 0)
  throw new Error('the front door is empty')
