import { withDynalite } from './contract/dynalite-server.ts';
import { dynamoStores } from './contract/dynamo-stores.ts';
import { storeContracts } from './contract/store-contracts.ts';

storeContracts(dynamoStores(withDynalite()));
